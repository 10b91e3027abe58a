import { flags } from '@adonisjs/core/ace'
import eventsConfig from '#config/events'
import { ProgressBar } from '#operations/console/progress_bar'
import { OperatorCommand } from '#operations/console/operator_command'
import { CleanupEvents } from '#events/actions/cleanup_events'

export default class EventsCleanup extends OperatorCommand {
  static commandName = 'events:cleanup'
  static description = `Permanently delete handled events older than ${eventsConfig.keepDays} days`
  static help = [
    'EVENTS_KEEP_DAYS sets the number of days. Pending events and dead letters are kept.',
    '',
    '  {{ binaryName }} events:cleanup --dry-run',
    '  {{ binaryName }} events:cleanup',
  ]

  @flags.boolean({ description: 'Only count the events' })
  declare dryRun: boolean

  async run() {
    const cleanup = new CleanupEvents()
    const found = await cleanup.count()
    if (this.dryRun) {
      return this.print({ events: found }, () =>
        this.logger.info(`${found} events would be permanently deleted`)
      )
    }

    const progress = new ProgressBar('events deleted', found)
    const erased = await cleanup.handle((done) => progress.at(done))
    this.print({ erased }, () => this.logger.success(`Permanently deleted ${erased} events`))
  }
}
