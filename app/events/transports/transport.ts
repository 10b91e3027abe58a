import type { Transaction } from '#core/database/transaction'
import type { Event } from '#events/event'

/** A consumer group: each event goes to one of its members. */
export interface Group {
  name: string
  /** It may receive others as well. */
  events: readonly string[]
}

/** `position` is opaque and only for `seek`. */
export interface Delivery {
  event: Event
  position: string
}

/**
 * Resolves once the deliveries are processed. PostgreSQL passes its transaction to join; elsewhere
 * the position is committed after processing.
 */
export type Receiver = (deliveries: Delivery[], trx?: Transaction) => Promise<unknown>

export interface GroupLag {
  position: string
  waiting: number
  oldest: Date | null
}

export interface Subscription {
  /**
   * Receives the next deliveries and commits the position once `receiver` has resolved; otherwise
   * they are redelivered. Returns their number.
   */
  receive(receiver: Receiver, limit: number): Promise<number>

  close(): Promise<void>
}

/** At-least-once delivery, in order within a key. */
export interface Transport {
  /**
   * Returns the ids acknowledged by the transport; the others are published again. Within a key
   * these are always the first.
   */
  publish(events: Event[]): Promise<string[]>

  /** Starts at the group's position or the oldest event; `onArrival` is a hint to receive. */
  subscribe(group: Group, onArrival?: () => void): Subscription

  /** Replays from this position on. */
  seek(group: Group, position: string): Promise<void>

  lag(group: Group): Promise<GroupLag>

  close(): Promise<void>
}
