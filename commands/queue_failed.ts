import type { Job } from 'bullmq'
import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { failedJobs } from '#core/jobs/queues'

const DEEDS = ['list', 'retry', 'discard'] as const

export default class QueueFailed extends BaseCommand {
  static commandName = 'queue:failed'
  static description = 'List, retry or discard the jobs that failed for good'
  static help = [
    '  {{ binaryName }} queue:failed',
    '  {{ binaryName }} queue:failed retry --job=42',
    '  {{ binaryName }} queue:failed discard',
  ]

  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'list, retry or discard', default: 'list' })
  declare deed: (typeof DEEDS)[number]

  @flags.string({ description: 'Only the job with this id' })
  declare job?: string

  @flags.boolean({ description: 'Print JSON instead of a table' })
  declare json: boolean

  async run() {
    if (!DEEDS.includes(this.deed)) {
      this.logger.error(`"${this.deed}" is none of ${DEEDS.join(', ')}`)
      this.exitCode = 1
      return
    }

    const all = await failedJobs()
    const jobs = this.job ? all.filter(({ id }) => id === this.job) : all
    if (this.deed === 'list') return this.#list(jobs)

    for (const job of jobs) await (this.deed === 'retry' ? job.retry('failed') : job.remove())
    const done = this.deed === 'retry' ? 'will be run again' : 'discarded'
    if (this.json) this.logger.log(JSON.stringify({ [this.deed]: jobs.length }))
    else this.logger.success(`${jobs.length} ${done}`)
  }

  #list(jobs: Job[]) {
    const rows = jobs.map((job) => ({
      id: job.id ?? '',
      queue: job.queueName,
      job: job.name.split('/').at(-1)!,
      attempts: job.attemptsMade,
      failed_at: new Date(job.finishedOn ?? 0).toISOString(),
      reason: job.failedReason,
    }))
    if (this.json) return this.logger.log(JSON.stringify(rows, null, 2))
    if (rows.length === 0) return this.logger.info('no failed jobs')

    const table = this.ui.table().head(['id', 'queue', 'job', 'attempts', 'failed at', 'reason'])
    for (const row of rows) table.row(Object.values(row).map(String))
    table.render()
  }
}
