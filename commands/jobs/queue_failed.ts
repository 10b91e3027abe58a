import type { Job } from 'bullmq'
import { args, flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'
import { failedJobs } from '#jobs/queues'

const ACTIONS = ['list', 'retry', 'discard'] as const

export default class QueueFailed extends OperatorCommand {
  static commandName = 'queue:failed'
  static description = 'List, retry or discard failed jobs'
  static help = [
    '  {{ binaryName }} queue:failed',
    '  {{ binaryName }} queue:failed retry --job=42',
    '  {{ binaryName }} queue:failed discard',
  ]

  @args.string({ description: 'list, retry or discard', default: 'list', required: false })
  declare action: (typeof ACTIONS)[number]

  @flags.string({ description: 'Only the job with this id' })
  declare job?: string

  async run() {
    if (!ACTIONS.includes(this.action)) {
      throw new Refusal(`Unknown action "${this.action}": use ${ACTIONS.join(', ')}`)
    }
    const failed = await failedJobs()
    const jobs = this.job ? failed.filter(({ id }) => id === this.job) : failed
    if (this.action === 'list') return this.#list(jobs)

    for (const job of jobs) await (this.action === 'retry' ? job.retry('failed') : job.remove())
    const outcome = this.action === 'retry' ? 'queued for retry' : 'discarded'
    this.print({ [this.action]: jobs.length }, () => {
      this.logger.success(`${jobs.length} ${outcome}`)
    })
  }

  #list(jobs: Job[]) {
    const rows = jobs.map((job) => ({
      id: job.id,
      queue: job.queueName,
      job: job.name.split('/').at(-1),
      attempts: job.attemptsMade,
      failed_at: new Date(job.finishedOn!).toISOString(),
      reason: job.failedReason,
    }))
    this.print(rows, () => {
      if (rows.length === 0) this.logger.info('None found')
      else this.printTable(rows)
    })
  }
}
