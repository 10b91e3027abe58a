import { Job } from '@rlanz/bull-queue'
import app from '@adonisjs/core/services/app'
import { currentRequestId } from '#core/http/request_id'

export interface DispatchOptions {
  /** A job with the id of one that is known is not added again: an event's or a row's id. */
  id?: string

  /** How long to wait before it may run, in milliseconds. */
  delayMs?: number
}

export interface JobClass<Payload = any> {
  new (...args: any[]): BaseJob & { handle(payload: Payload, signal?: AbortSignal): Promise<void> }
  readonly name: string
  $$filepath: string
  queue: string
  attempts: number
  timeoutMs: number
}

/**
 * Work for a worker. A subclass names its file (`static $$filepath = import.meta.url`) and says in
 * `handle` what to do, in a line or two: the work itself is an action. It may run more than once.
 *
 * Jobs are dispatched after the transaction that they follow from has committed, never inside it.
 */
export abstract class BaseJob extends Job {
  /** The queue that it waits in. */
  static queue = 'default'

  /** How often it is tried, with exponential pauses, before it stays among the failed ones. */
  static attempts = 5

  /** How long one attempt may take, in milliseconds. */
  static timeoutMs = 60_000

  /** Adds the job to its queue. Throws when Redis is away. */
  static async dispatch<Payload extends object>(
    this: JobClass<Payload>,
    payload: Payload,
    options: DispatchOptions = {}
  ) {
    const data = { ...payload, requestId: currentRequestId() }
    // Asked for here and not imported: a process that dispatches nothing shall not connect.
    const queue = await app.container.make('rlanz/queue')
    await queue.dispatch(this as JobClass, data, {
      queueName: this.queue,
      attempts: this.attempts,
      jobId: options.id,
      delay: options.delayMs,
    })
  }

  /** Does the work; what it throws is retried. The signal aborts when time is up. */
  abstract handle(payload: unknown, signal?: AbortSignal): Promise<void>

  /** Nothing to clean up: a job that failed for good stays in the queue's list of failed ones. */
  async rescue() {}
}
