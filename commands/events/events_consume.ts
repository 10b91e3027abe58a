import { args } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import logger from '@adonisjs/core/services/logger'
import { databasePoolSize } from '#config/database'
import { shutDownGracefully } from '#core/process/graceful_shutdown'
import { ConsumerLoop } from '#events/consumer_loop'
import { allConsumers, consumerNamed } from '#events/consumer'
import { configuredTransport } from '#events/transports/configured'
import { OperatorCommand } from '#operations/console/operator_command'
import { startHeartbeat } from '#operations/health/heartbeat'

/** Connections for the heartbeat and one spare. */
const OTHER_CONNECTIONS = 2

export default class EventsConsume extends OperatorCommand {
  static commandName = 'events:consume'
  static description = 'Run event consumers until stopped'
  static help = [
    'Consumers run independently. Several processes may run at once and share the events.',
    '',
    '  {{ binaryName }} events:consume',
    '  {{ binaryName }} events:consume notifications',
  ]

  static options: CommandOptions = { startApp: true, staysAlive: true }

  @args.spread({ description: 'Names of the consumers [default: all]', required: false })
  declare names?: string[]

  /** It has no result to print as JSON. */
  static boot() {
    super.boot()
    this.flags = this.flags.filter(({ name }) => name !== 'json')
  }

  async run() {
    const consumers = this.names ? [...new Set(this.names)].map(consumerNamed) : allConsumers()
    if (consumers.length + OTHER_CONNECTIONS > databasePoolSize) {
      logger.warn(
        `DATABASE_POOL_SIZE=${databasePoolSize} is too small for ${consumers.length} consumers: they will block each other`
      )
    }
    const transport = configuredTransport()
    const loops = consumers.map((consumer) => new ConsumerLoop(consumer, transport))
    const running = Promise.all(loops.map((loop) => loop.run())).finally(() => transport.close())
    shutDownGracefully({
      stop: () => {
        for (const loop of loops) loop.stop()
        return running
      },
    })
    await startHeartbeat()
    await running
  }
}
