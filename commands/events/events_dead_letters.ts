import { flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'
import { listDeadLetters } from '#events/queries/list_dead_letters'

export default class EventsDeadLetters extends OperatorCommand {
  static commandName = 'events:dead-letters'
  static description = 'List the events that a consumer gave up'
  static help = [
    'After ten failures an event becomes a dead letter, with the last error. See events:retry and',
    'events:discard.',
    '',
    '  {{ binaryName }} events:dead-letters',
    '  {{ binaryName }} events:dead-letters --consumer=notifications --json',
  ]

  @flags.string({ description: 'Only those of this consumer' })
  declare consumer?: string

  @flags.string({ description: 'Only the event with this id' })
  declare event?: string

  async run() {
    const letters = await listDeadLetters({ consumer: this.consumer, eventId: this.event })
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
    this.print(rows, () => {
      if (rows.length === 0) this.logger.info('There are none')
      else this.printTable(rows)
    })
  }
}
