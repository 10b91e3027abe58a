import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { startHeartbeat } from '#operations/health/heartbeat'
import { shutDownGracefully } from '#core/process/graceful_shutdown'
import { Relay } from '#events/relay'
import { configuredTransport } from '#events/transports/configured'

export default class EventsRelay extends BaseCommand {
  static commandName = 'events:relay'
  static description = 'Publish events from the outbox until stopped'
  static help = [
    'Several may run at once: one is the leader, the others are on standby.',
    '',
    '  {{ binaryName }} events:relay',
  ]

  static options: CommandOptions = { startApp: true, staysAlive: true }

  async run() {
    const transport = configuredTransport()
    const relay = new Relay(transport)
    const running = relay.run().finally(() => transport.close())
    shutDownGracefully({
      stop: () => {
        relay.stop()
        return running
      },
    })
    await startHeartbeat()
    await running
  }
}
