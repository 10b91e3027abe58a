import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { eventLag } from '#events/queries/event_lag'

export default class EventsLag extends BaseCommand {
  static commandName = 'events:lag'
  static description = 'Show how far behind the event relay and each consumer are'
  static help = [
    'Exits with 1 where an event was given up: see events:dead-letters.',
    '',
    '  {{ binaryName }} events:lag',
    '  {{ binaryName }} events:lag --json',
  ]

  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Print JSON instead of a table' })
  declare json: boolean

  async run() {
    const lags = await eventLag()
    if (lags.some(({ dead }) => dead > 0)) this.exitCode = 1
    if (this.json) return this.logger.log(JSON.stringify(lags, null, 2))

    const table = this.ui.table().head(['name', 'waiting', 'oldest', 'dead letters'])
    for (const lag of lags) {
      table.row([lag.name, `${lag.waiting}`, `${lag.oldestSeconds} s`, `${lag.dead}`])
    }
    table.render()
  }
}
