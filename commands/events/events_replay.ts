import { DateTime } from 'luxon'
import { args, flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'
import { consumerNamed } from '#events/consumer'
import { ReplayEvents } from '#events/actions/replay_events'

export default class EventsReplay extends OperatorCommand {
  static commandName = 'events:replay'
  static description = 'Replay the events of a time range to a consumer'
  static help = [
    'Date-times are in UTC unless they have an offset.',
    '',
    '  {{ binaryName }} events:replay notifications --from=2026-03-01 --to=2026-03-02 --dry-run',
  ]

  @args.string({ description: 'Name of the consumer' })
  declare consumer: string

  @flags.string({ description: 'Start date-time, inclusive', required: true })
  declare from: string

  @flags.string({ description: 'End date-time, exclusive [default: now]' })
  declare to?: string

  @flags.boolean({ description: 'Only count the events' })
  declare dryRun: boolean

  async run() {
    const from = DateTime.fromISO(this.from)
    const to = this.to ? DateTime.fromISO(this.to) : DateTime.utc()
    consumerNamed(this.consumer)
    if (!from.isValid) throw new Refusal(`--from must be a date-time, not "${this.from}"`)
    if (!to.isValid) throw new Refusal(`--to must be a date-time, not "${this.to}"`)

    const replay = { consumer: this.consumer, from, to }
    const action = new ReplayEvents()
    const events = await (this.dryRun ? action.count(replay) : action.handle(replay))
    this.print({ events, dry_run: Boolean(this.dryRun) }, () => {
      if (this.dryRun) this.logger.info(`${events} events would be replayed`)
      else this.logger.success(`${events} events queued for replay`)
    })
  }
}
