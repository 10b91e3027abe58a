import { OperatorCommand } from '#operations/console/operator_command'
import { eventLag } from '#events/queries/event_lag'
import { configuredTransport } from '#events/transports/configured'

export default class EventsLag extends OperatorCommand {
  static commandName = 'events:lag'
  static description = 'Show the lag of the event relay and each consumer'
  static help = [
    'Exits with 1 if a consumer has dead letters: see events:dead-letters.',
    '',
    '  {{ binaryName }} events:lag',
    '  {{ binaryName }} events:lag --json',
  ]

  async run() {
    const transport = configuredTransport()
    const lags = await eventLag(transport).finally(() => transport.close())
    if (lags.some(({ dead }) => dead > 0)) this.exitCode = 1
    const rows = lags.map(({ name, position, waiting, oldestSeconds, dead }) => {
      return { name, position, waiting, oldest_seconds: oldestSeconds, dead_letters: dead }
    })
    this.print(rows, () => this.printTable(rows))
  }
}
