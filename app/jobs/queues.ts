import app from '@adonisjs/core/services/app'
import { queueNames } from '#jobs/registry'

/** @throws when Redis is unavailable */
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

export async function failedJobs() {
  const queue = await app.container.make('rlanz/queue')
  const jobs = await Promise.all(queueNames().map((name) => queue.getOrSet(name).getFailed(0, 999)))
  return jobs.flat().sort((a, b) => (b.finishedOn ?? 0) - (a.finishedOn ?? 0))
}
