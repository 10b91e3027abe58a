/**
 * Our worker's jobs per second beside a bare BullMQ worker's: see bench/README.md.
 *
 *   DATABASE_URL=… REDIS_URL=… node --import=@poppinss/ts-exec bench/jobs.ts
 */
import { parseArgs } from 'node:util'
import { randomUUID } from 'node:crypto'
import { withApplication } from './support/application.js'
import { compare, timeUntil } from './support/rounds.js'

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '5' },
    concurrency: { type: 'string', default: '10' },
  },
})

await withApplication(async () => {
  const { Queue, Worker } = await import('bullmq')
  const { default: queueConfig } = await import('#config/queue')
  const { QueueWorker } = await import('#jobs/queue_worker')
  const { registerJobs } = await import('#jobs/registry')
  const { default: EmptyJob } = await import('./support/empty_job.js')
  registerJobs(EmptyJob)

  const name = `bench-${randomUUID()}`
  const concurrency = Number(values.concurrency)
  const connection = queueConfig.worker.connection!
  const queue = new Queue(name, { ...queueConfig.queue, connection })
  const fill = (jobs: number) =>
    queue.addBulk(
      Array.from({ length: jobs }, () => ({
        name: EmptyJob.jobName,
        data: {},
        opts: queueConfig.jobs,
      }))
    )

  async function product(jobs: number) {
    await fill(jobs)
    const worker = new QueueWorker({ queues: [name], concurrency, graceMs: 1_000 })
    const took = await timeUntil(
      jobs,
      () => EmptyJob.done,
      () => worker.start()
    )
    await worker.stop()
    return took
  }

  async function bare(jobs: number) {
    await fill(jobs)
    const options = { ...queueConfig.worker, connection, concurrency, autorun: false }
    const worker = new Worker(name, async () => void EmptyJob.done++, options)
    const took = await timeUntil(
      jobs,
      () => EmptyJob.done,
      () => void worker.run()
    )
    await worker.close()
    return took
  }

  const [rounds, times] = [Number(values.rounds), Number(values.jobs)]
  await compare('jobs', { product, bare, rounds, times })
  await queue.obliterate({ force: true })
  await queue.close()
})
