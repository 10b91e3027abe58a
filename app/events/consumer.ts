import { Refusal } from '#core/exceptions/refusal'
import type { Transaction } from '#core/database/transaction'
import type { Event } from '#events/event'

/** Something that reacts to events. */
export interface Consumer {
  /** Unique and stable: what it has handled is remembered under this name. */
  name: string

  /** The names of the events that it wants. */
  events: readonly string[]

  /** How many events it handles in one transaction at most; few where handling one takes long. */
  batchSize?: number

  /**
   * The effect, written with the transaction that also remembers that the event was handled: so it
   * happens once, however often the event comes. What it throws is retried later.
   */
  handle(event: Event, trx: Transaction): Promise<void>
}

const consumers = new Map<string, Consumer>()

/** Registers a consumer; `start/events.ts` does so for every reaction in the product. */
export function registerConsumer(consumer: Consumer) {
  consumers.set(consumer.name, consumer)
}

/** Removes a consumer again, for tests that bring their own. */
export function unregisterConsumer(name: string) {
  consumers.delete(name)
}

/** @throws {Refusal} where there is no consumer of that name */
export function consumerNamed(name: string): Consumer {
  const consumer = consumers.get(name)
  if (consumer) return consumer
  const names = [...consumers.keys()].join(', ')
  throw new Refusal(`Unknown consumer "${name}": use ${names}`)
}

export function allConsumers(): Consumer[] {
  return [...consumers.values()]
}
