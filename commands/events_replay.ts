import { DateTime } from 'luxon'
import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { allConsumers } from '#events/consumer'
import { ReplayEvents } from '#events/actions/replay_events'

export default class EventsReplay extends BaseCommand {
  static commandName = 'events:replay'
  static description = 'Let a consumer handle again what happened in a span of time'
  static help = [
    'Instants are UTC unless they carry an offset.',
    '',
    '  {{ binaryName }} events:replay notifications --from=2026-03-01 --to=2026-03-02 --dry-run',
  ]

  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'The name of the consumer' })
  declare consumer: string

  @flags.string({ description: 'From this instant on', required: true })
  declare from: string

  @flags.string({ description: 'Up to this instant, exclusive; now where it is left out' })
  declare to?: string

  @flags.boolean({ description: 'Only count the events' })
  declare dryRun: boolean

  async run() {
    const from = DateTime.fromISO(this.from)
    const to = this.to ? DateTime.fromISO(this.to) : DateTime.utc()
    const names = allConsumers().map(({ name }) => name)

    if (!names.includes(this.consumer)) {
      return this.#refuse(`no consumer "${this.consumer}"; there are: ${names.join(', ')}`)
    }
    if (!from.isValid) return this.#refuse(`--from=${this.from} is no instant`)
    if (!to.isValid) return this.#refuse(`--to=${this.to} is no instant`)

    const replay = { consumer: this.consumer, from, to }
    const action = new ReplayEvents()
    if (this.dryRun) {
      return this.logger.info(`${await action.count(replay)} events would be handled again`)
    }
    this.logger.success(`${await action.handle(replay)} events will be handled again`)
  }

  #refuse(reason: string) {
    this.logger.error(reason)
    this.exitCode = 1
  }
}
