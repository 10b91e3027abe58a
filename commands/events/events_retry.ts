import { DeadLettersCommand } from './_dead_letters_command.js'
import type InboxEntry from '#events/models/inbox_entry'

export default class EventsRetry extends DeadLettersCommand {
  static commandName = 'events:retry'
  static description = 'Retry dead letters of a consumer'
  static help = [
    'To list them, run events:dead-letters.',
    '',
    '  {{ binaryName }} events:retry notifications',
    '  {{ binaryName }} events:retry --event=0b6f…',
  ]

  protected words = { verb: 'Retry', outcome: 'queued for retry' }

  protected apply(letter: InboxEntry) {
    return letter.retry()
  }
}
