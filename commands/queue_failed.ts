import type { Job } from 'bullmq'
import { flags } from '@adonisjs/core/ace'
import { SetAsideCommand } from './_set_aside_command.js'
import { failedJobs } from '#jobs/queues'

export default class QueueFailed extends SetAsideCommand<Job> {
  static commandName = 'queue:failed'
  static description = 'List, retry or discard the jobs that failed for good'
  static help = [
    '  {{ binaryName }} queue:failed',
    '  {{ binaryName }} queue:failed retry --job=42',
    '  {{ binaryName }} queue:failed discard',
  ]

  @flags.string({ description: 'Only the job with this id' })
  declare job?: string

  protected async find() {
    const jobs = await failedJobs()
    return this.job ? jobs.filter(({ id }) => id === this.job) : jobs
  }

  protected row(job: Job) {
    return {
      id: job.id,
      queue: job.queueName,
      job: job.name.split('/').at(-1),
      attempts: job.attemptsMade,
      failed_at: new Date(job.finishedOn!).toISOString(),
      reason: job.failedReason,
    }
  }

  protected retry(job: Job) {
    return job.retry('failed')
  }

  protected discard(job: Job) {
    return job.remove()
  }
}
