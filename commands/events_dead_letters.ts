import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type InboxEntry from '#events/models/inbox_entry'
import { listDeadLetters } from '#events/queries/list_dead_letters'

const DEEDS = ['list', 'retry', 'discard'] as const

export default class EventsDeadLetters extends BaseCommand {
  static commandName = 'events:dead-letters'
  static description = 'List, retry or discard the events that a consumer gave up'
  static help = [
    'After ten failures an event is set aside as a dead letter, with the last error.',
    '',
    '  {{ binaryName }} events:dead-letters',
    '  {{ binaryName }} events:dead-letters retry --consumer=notifications',
    '  {{ binaryName }} events:dead-letters discard --event=0b6f…',
  ]

  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'list, retry or discard', default: 'list' })
  declare deed: (typeof DEEDS)[number]

  @flags.string({ description: 'Only those of this consumer' })
  declare consumer?: string

  @flags.string({ description: 'Only the event with this id' })
  declare event?: string

  @flags.boolean({ description: 'Print JSON instead of a table' })
  declare json: boolean

  async run() {
    if (!DEEDS.includes(this.deed)) {
      this.logger.error(`"${this.deed}" is none of ${DEEDS.join(', ')}`)
      this.exitCode = 1
      return
    }

    const letters = await listDeadLetters({ consumer: this.consumer, eventId: this.event })
    if (this.deed === 'list') return this.#list(letters)

    for (const letter of letters) await letter[this.deed]()
    const done = this.deed === 'retry' ? 'will be handled again' : 'discarded'
    if (this.json) this.logger.log(JSON.stringify({ [this.deed]: letters.length }))
    else this.logger.success(`${letters.length} ${done}`)
  }

  #list(letters: InboxEntry[]) {
    const rows = letters.map(({ consumer, event, attempts, error }) => ({
      consumer,
      event: event.eventId,
      name: event.name,
      position: event.id,
      key: event.key,
      occurred_at: event.occurredAt.toISO(),
      attempts,
      error,
    }))
    if (this.json) return this.logger.log(JSON.stringify(rows, null, 2))
    if (rows.length === 0) return this.logger.info('no dead letters')

    const table = this.ui.table().head(['consumer', 'event', 'name', 'key', 'attempts', 'error'])
    for (const row of rows) {
      table.row([row.consumer, row.event, row.name, row.key, `${row.attempts}`, row.error ?? ''])
    }
    table.render()
  }
}
