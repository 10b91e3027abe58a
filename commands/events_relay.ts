import env from '#start/env'
import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { startHeartbeat } from '#operations/health/heartbeat'
import { shutDownGracefully } from '#core/process/graceful_shutdown'
import { Relay } from '#events/relay'
import { PostgresTransport } from '#events/transports/postgres_transport'

export default class EventsRelay extends BaseCommand {
  static commandName = 'events:relay'
  static description = 'Hand events from the outbox to their consumers, until stopped'
  static help = [
    'Any number may run; one leads and the others stand by.',
    '',
    '  {{ binaryName }} events:relay',
  ]

  static options: CommandOptions = { startApp: true, staysAlive: true }

  async run() {
    const relay = new Relay(new PostgresTransport(), env.get('DATABASE_URL'))
    const running = relay.run()
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
