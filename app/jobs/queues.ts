import app from '@adonisjs/core/services/app'
import { queueNames } from '#jobs/registry'

/** How many jobs of each queue stand where. Throws when Redis is away. */
export async function queueCounts() {
  const queue = await app.container.make('rlanz/queue')
  return Promise.all(
    queueNames().map(async (name) => ({
      queue: name,
      ...(await queue
        .getOrSet(name)
        .getJobCounts('waiting', 'active', 'delayed', 'completed', 'failed')),
    }))
  )
}

/** The jobs that failed for good, newest first, of all queues. */
export async function failedJobs() {
  const queue = await app.container.make('rlanz/queue')
  const jobs = await Promise.all(queueNames().map((name) => queue.getOrSet(name).getFailed(0, 999)))
  return jobs.flat().sort((a, b) => (b.finishedOn ?? 0) - (a.finishedOn ?? 0))
}
