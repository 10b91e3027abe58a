import type { Transaction } from '#core/database/transaction'
import type { Event } from '#events/event'

/** Members that share events: each event goes to one member of each group. A consumer is one. */
export interface Group {
  name: string
  /** The names of the events that it wants. It may be given others as well. */
  events: readonly string[]
}

/** An event as a group receives it, with its position: opaque, and good for `seek` alone. */
export interface Delivery {
  event: Event
  position: string
}

/**
 * Resolves once the deliveries are processed for good. A transport that is the database itself gives
 * its transaction, to be joined; elsewhere processing commits first and the transport afterwards.
 */
export type Receiver = (deliveries: Delivery[], trx?: Transaction) => Promise<unknown>

export interface GroupLag {
  /** The position up to which it has received. */
  position: string
  waiting: number
  oldest: Date | null
}

/** A member of a group. */
export interface Subscription {
  /**
   * Passes on the next deliveries, if there are any and no more than `limit`, and moves the group past them when `receiver`
   * has resolved: whatever it rejects, or doesn't live to resolve, is delivered again. Returns their number.
   */
  receive(receiver: Receiver, limit: number): Promise<number>

  /** Leaves the group; another member continues. */
  close(): Promise<void>
}

/** Carries events from the outbox to the consumers, at least once and in order within a key. */
export interface Transport {
  /**
   * Returns the ids of the events that were acknowledged; the others will be published again. Of one
   * key the acknowledged ones come first. An event may be published twice.
   */
  publish(events: Event[]): Promise<string[]>

  /** Joins a group, at its position or the oldest event; `onArrival` is called when events may wait. */
  subscribe(group: Group, onArrival?: () => void): Subscription

  /** Has a group receive again from this delivery on, at least the events of the same key. */
  seek(group: Group, position: string): Promise<void>

  lag(group: Group): Promise<GroupLag>

  close(): Promise<void>
}
