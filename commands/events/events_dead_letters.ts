import { flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'
import { listDeadLetters } from '#events/queries/list_dead_letters'

export default class EventsDeadLetters extends OperatorCommand {
  static commandName = 'events:dead-letters'
  static description = 'List dead letters'
  static help = [
    'An event that fails ten times becomes a dead letter with its last error. See events:retry and',
    'events:discard.',
    '',
    '  {{ binaryName }} events:dead-letters',
    '  {{ binaryName }} events:dead-letters --consumer=notifications --json',
  ]

  @flags.string({ description: 'Only dead letters of this consumer' })
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
      if (rows.length === 0) this.logger.info('None found')
      else this.printTable(rows)
    })
  }
}
