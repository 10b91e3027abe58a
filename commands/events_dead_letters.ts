import { flags } from '@adonisjs/core/ace'
import { SetAsideCommand } from './_set_aside_command.js'
import type InboxEntry from '#events/models/inbox_entry'
import { listDeadLetters } from '#events/queries/list_dead_letters'

export default class EventsDeadLetters extends SetAsideCommand<InboxEntry> {
  static commandName = 'events:dead-letters'
  static description = 'List, retry or discard the events that a consumer gave up'
  static help = [
    'After ten failures an event is set aside as a dead letter, with the last error.',
    '',
    '  {{ binaryName }} events:dead-letters',
    '  {{ binaryName }} events:dead-letters retry --consumer=notifications',
    '  {{ binaryName }} events:dead-letters discard --event=0b6f…',
  ]

  @flags.string({ description: 'Only those of this consumer' })
  declare consumer?: string

  @flags.string({ description: 'Only the event with this id' })
  declare event?: string

  protected async find() {
    return listDeadLetters({ consumer: this.consumer, eventId: this.event })
  }

  protected row({ consumer, event, attempts, error }: InboxEntry) {
    return {
      consumer,
      event: event.eventId,
      name: event.name,
      position: event.id,
      key: event.key,
      occurred_at: event.occurredAt.toISO(),
      attempts,
      error,
    }
  }

  protected retry(letter: InboxEntry) {
    return letter.retry()
  }

  protected discard(letter: InboxEntry) {
    return letter.discard()
  }
}
