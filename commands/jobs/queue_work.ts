import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import logger from '@adonisjs/core/services/logger'
import { startHeartbeat } from '#operations/health/heartbeat'
import { shutDownGracefully } from '#core/process/graceful_shutdown'
import { queueNames } from '#jobs/registry'
import { QueueWorker } from '#jobs/queue_worker'

export default class QueueWork extends BaseCommand {
  static commandName = 'queue:work'
  static description = 'Run the jobs of the queues, until stopped'
  static help = [
    'On SIGTERM no further job is taken; running ones finish within the grace period, and those',
    'that do not are handed back for another worker.',
    '',
    '  {{ binaryName }} queue:work',
    '  {{ binaryName }} queue:work --queues=mail --concurrency=20',
  ]

  static options: CommandOptions = { startApp: true, staysAlive: true }

  @flags.array({ description: 'The queues to work on; all by default' })
  declare queues?: string[]

  @flags.number({ description: 'Jobs of each queue at the same time', default: 10 })
  declare concurrency: number

  @flags.number({ description: 'Seconds for running jobs to finish on stopping', default: 20 })
  declare grace: number

  async run() {
    const graceMs = this.grace * 1_000
    const queues = this.queues?.flatMap((names) => names.split(',')) ?? queueNames()
    const worker = new QueueWorker({
      queues,
      concurrency: this.concurrency,
      graceMs,
    })
    shutDownGracefully({ stop: () => worker.stop(), graceMs })
    worker.start()
    await startHeartbeat()
    logger.info(`working on ${queues.join(', ')}`)
  }
}
