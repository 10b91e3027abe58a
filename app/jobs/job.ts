import { Job } from '@rlanz/bull-queue'
import app from '@adonisjs/core/services/app'
import queueConfig from '#config/queue'
import { currentRequestId } from '#core/http/request_id'

export interface DispatchOptions {
  /** Deduplicates: a job whose id is in the queue already is not added. */
  id?: string

  delayMs?: number
}

export interface JobClass<Payload = any> {
  new (...args: any[]): BaseJob & { handle(payload: Payload, signal?: AbortSignal): Promise<void> }
  readonly name: string
  jobName: string
  queue: string
  attempts: number
  timeoutMs: number
}

/**
 * At-least-once delivery: `handle` must be idempotent. In transactions dispatch by `afterCommit`.
 */
export abstract class BaseJob extends Job {
  /** The name in Redis. It must survive renames: waiting jobs are found by it. */
  declare static jobName: string

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
    const queues = await app.container.make('rlanz/queue')
    await queues.getOrSet(this.queue).add(this.jobName, data, {
      ...queueConfig.jobs,
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
