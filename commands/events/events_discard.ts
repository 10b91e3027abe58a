import { DeadLettersCommand } from './_dead_letters_command.js'
import type InboxEntry from '#events/models/inbox_entry'

export default class EventsDiscard extends DeadLettersCommand {
  static commandName = 'events:discard'
  static description = 'Discard dead letters of a consumer permanently'
  static help = [
    'To list them, run events:dead-letters.',
    '',
    '  {{ binaryName }} events:discard notifications',
    '  {{ binaryName }} events:discard --event=0b6f…',
  ]

  protected words = { verb: 'Discard', outcome: 'discarded' }

  protected apply(letter: InboxEntry) {
    return letter.discard()
  }
}
