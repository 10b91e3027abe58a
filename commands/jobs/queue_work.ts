import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import logger from '@adonisjs/core/services/logger'
import { startHeartbeat } from '#operations/health/heartbeat'
import { shutDownGracefully } from '#core/process/graceful_shutdown'
import { queueNames } from '#jobs/registry'
import { QueueWorker } from '#jobs/queue_worker'

export default class QueueWork extends BaseCommand {
  static commandName = 'queue:work'
  static description = 'Process jobs until stopped'
  static help = [
    'On SIGTERM no new jobs are started; running jobs may finish within the grace period, and the',
    'rest are returned to the queue.',
    '',
    '  {{ binaryName }} queue:work',
    '  {{ binaryName }} queue:work --queues=mail --concurrency=20',
  ]

  static options: CommandOptions = { startApp: true, staysAlive: true }

  @flags.array({ description: 'Queues to process [default: all]' })
  declare queues?: string[]

  @flags.number({ description: 'Number of concurrent jobs per queue', default: 10 })
  declare concurrency: number

  @flags.number({
    description: 'Grace period in seconds for running jobs on shutdown',
    default: 20,
  })
  declare grace: number

  async run() {
    const graceMs = this.grace * 1_000
    const queues = this.queues?.flatMap((names) => names.split(',')) ?? queueNames()
    const unknown = queues.filter((name) => !queueNames().includes(name))
    if (unknown.length > 0) {
      this.logger.error(`Unknown queues: ${unknown.join(', ')}. Known: ${queueNames().join(', ')}`)
      this.exitCode = 1
      return this.terminate()
    }
    const worker = new QueueWorker({
      queues,
      concurrency: this.concurrency,
      graceMs,
    })
    shutDownGracefully({ stop: () => worker.stop(), graceMs })
    worker.start()
    await startHeartbeat()
    logger.info(`processing queues: ${queues.join(', ')}`)
  }
}
