import { DeadLettersCommand } from './_dead_letters_command.js'
import type InboxEntry from '#events/models/inbox_entry'

export default class EventsRetry extends DeadLettersCommand {
  static commandName = 'events:retry'
  static description = 'Have a consumer handle its dead letters again'
  static help = [
    'All of a consumer, or those of one event: see events:dead-letters.',
    '',
    '  {{ binaryName }} events:retry notifications',
    '  {{ binaryName }} events:retry --event=0b6f…',
  ]

  protected words = { verb: 'Retry', outcome: 'to be handled again' }

  protected apply(letter: InboxEntry) {
    return letter.retry()
  }
}
