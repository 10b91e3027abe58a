import { Job } from '@rlanz/bull-queue'
import app from '@adonisjs/core/services/app'
import { currentRequestId } from '#core/http/request_id'

export interface DispatchOptions {
  /** Deduplicates: a job whose id is in the queue already is not added. */
  id?: string

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
 * At-least-once delivery, so `handle` must be idempotent; its work belongs in an action.
 * Dispatch after the commit, never inside a transaction.
 */
export abstract class BaseJob extends Job {
  static queue = 'default'

  /** Attempts, with exponential backoff, before it stays in the list of failed jobs. */
  static attempts = 5

  /** Per attempt. */
  static timeoutMs = 60_000

  /** @throws when Redis is unavailable */
  static async dispatch<Payload extends object>(
    this: JobClass<Payload>,
    payload: Payload,
    options: DispatchOptions = {}
  ) {
    const data = { ...payload, requestId: currentRequestId() }
    // Resolved lazily: a process that dispatches nothing opens no connection.
    const queue = await app.container.make('rlanz/queue')
    await queue.dispatch(this as JobClass, data, {
      queueName: this.queue,
      attempts: this.attempts,
      jobId: options.id,
      delay: options.delayMs,
    })
  }

  /** The signal aborts at the time-out. */
  abstract handle(payload: unknown, signal?: AbortSignal): Promise<void>

  /** Nothing to clean up. */
  async rescue() {}
}
