import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import { UnrecoverableError, WaitingError, Worker, type Job } from 'bullmq'
import queueConfig from '#config/queue'
import { withRequestId } from '#core/http/request_id'
import type { BaseJob, JobClass } from '#jobs/job'
import { jobNamed } from '#jobs/registry'

export interface QueueWorkerOptions {
  queues: string[]

  /** Per queue. */
  concurrency: number

  /** Milliseconds for running jobs to finish. */
  graceMs: number
}

/** `@rlanz/bull-queue`'s worker completes jobs whose class can't be loaded, and ignores SIGTERM. */
export class QueueWorker {
  #workers: Worker[] = []

  constructor(private options: QueueWorkerOptions) {}

  start() {
    this.#workers = this.options.queues.map((name) => this.#work(name))
  }

  /** Jobs that don't finish within the grace period are returned to the queue. */
  async stop() {
    const closing = Promise.all(this.#workers.map((worker) => worker.close()))
    const timer = setTimeout(() => {
      for (const worker of this.#workers) worker.cancelAllJobs(HANDED_BACK)
    }, this.options.graceMs)
    await closing
    clearTimeout(timer)
  }

  #work(name: string) {
    const worker = new Worker(
      name,
      (job, token, signal) =>
        withRequestId(job.data.requestId ?? job.id, () => this.#process(job, token!, signal!)),
      // The job of a killed worker is retried when its lock expires.
      {
        ...queueConfig.worker,
        connection: queueConfig.worker.connection!,
        concurrency: this.options.concurrency,
        lockDuration: 15_000,
        stalledInterval: 5_000,
        maxStalledCount: 5,
      }
    )
    worker.on('error', (error) =>
      logger.warn({ err: error, queue: name }, 'the queue is unavailable')
    )
    worker.on('failed', (job, error) =>
      logger.error(
        { err: error, queue: name, job: job?.id, request_id: job?.data?.requestId ?? job?.id },
        job?.finishedOn ? 'job failed permanently' : 'job failed and will be retried'
      )
    )
    return worker
  }

  async #process(job: Job, token: string, signal: AbortSignal) {
    const jobClass = this.#classOf(job)
    const instance: BaseJob = await app.container.make(jobClass)
    const log = logger.child({ queue: job.queueName, job: job.id })
    instance.$injectInternal({ job, logger: log as never })

    const startedAt = performance.now()
    await this.#within(jobClass.timeoutMs, signal, (ends) => instance.handle(job.data, ends)).catch(
      async (error) => {
        if (signal.reason !== HANDED_BACK) throw error
        await job.moveToWait(token)
        log.info('job returned to the queue')
        throw new WaitingError()
      }
    )
    log.info({ ms: Math.round(performance.now() - startedAt) }, `${jobClass.name} done`)
  }

  /** An unknown job fails without retries and stays visible. */
  #classOf({ name }: Job): JobClass {
    const jobClass = jobNamed(name)
    if (!jobClass) throw new UnrecoverableError(`This release has no job ${name}`)
    return jobClass
  }

  async #within(
    milliseconds: number,
    stop: AbortSignal,
    work: (ends: AbortSignal) => Promise<void>
  ) {
    const ends = new AbortController()
    const timer = setTimeout(
      () => ends.abort(new Error(`timed out after ${milliseconds} ms`)),
      milliseconds
    )
    stop.addEventListener('abort', () => ends.abort(stop.reason), { once: true })
    const ended = new Promise<never>((_, reject) =>
      ends.signal.addEventListener('abort', () => reject(ends.signal.reason), { once: true })
    )
    await Promise.race([work(ends.signal), ended]).finally(() => clearTimeout(timer))
  }
}

const HANDED_BACK = 'the worker is stopping'
