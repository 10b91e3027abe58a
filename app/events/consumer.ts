import { Refusal } from '#core/exceptions/refusal'
import type { Transaction } from '#core/database/transaction'
import type { Event } from '#events/event'

export interface Consumer {
  /** Stable: what it has handled is stored under this name. */
  name: string

  events: readonly string[]

  /** Per transaction; small for slow handlers. */
  batchSize?: number

  /**
   * Exactly-once effect: it commits with the mark that the event was handled. Errors are retried.
   */
  handle(event: Event, trx: Transaction): Promise<void>
}

const consumers = new Map<string, Consumer>()

export function registerConsumer(consumer: Consumer) {
  consumers.set(consumer.name, consumer)
}

/** For tests. */
export function unregisterConsumer(name: string) {
  consumers.delete(name)
}

/** @throws {Refusal} for an unknown name */
export function consumerNamed(name: string): Consumer {
  const consumer = consumers.get(name)
  if (consumer) return consumer
  const names = [...consumers.keys()].join(', ')
  throw new Refusal(`Unknown consumer "${name}": use ${names}`)
}

export function allConsumers(): Consumer[] {
  return [...consumers.values()]
}
