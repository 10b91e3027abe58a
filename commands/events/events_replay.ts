import { DateTime } from 'luxon'
import { args, flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'
import { consumerNamed } from '#events/consumer'
import { ReplayEvents } from '#events/actions/replay_events'

export default class EventsReplay extends OperatorCommand {
  static commandName = 'events:replay'
  static description = 'Let a consumer handle again what happened in a span of time'
  static help = [
    'Instants are UTC unless they carry an offset.',
    '',
    '  {{ binaryName }} events:replay notifications --from=2026-03-01 --to=2026-03-02 --dry-run',
  ]

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
    consumerNamed(this.consumer)
    if (!from.isValid) throw new Refusal(`--from=${this.from} is not an instant`)
    if (!to.isValid) throw new Refusal(`--to=${this.to} is not an instant`)

    const replay = { consumer: this.consumer, from, to }
    const action = new ReplayEvents()
    const events = await (this.dryRun ? action.count(replay) : action.handle(replay))
    this.print({ events, dry_run: Boolean(this.dryRun) }, () => {
      if (this.dryRun) this.logger.info(`${events} events would be handled again`)
      else this.logger.success(`${events} events will be handled again`)
    })
  }
}
