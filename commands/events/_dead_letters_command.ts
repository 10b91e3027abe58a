import { args, flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'
import { consumerNamed } from '#events/consumer'
import type InboxEntry from '#events/models/inbox_entry'
import { listDeadLetters } from '#events/queries/list_dead_letters'

/** Asks for confirmation if there is a terminal. */
export abstract class DeadLettersCommand extends OperatorCommand {
  @args.string({ description: 'Name of the consumer', required: false })
  declare consumer?: string

  @flags.string({ description: 'Only the event with this id' })
  declare event?: string

  @flags.boolean({ description: "Don't ask for confirmation" })
  declare yes: boolean

  protected abstract apply(letter: InboxEntry): Promise<void>

  protected abstract words: { verb: string; outcome: string }

  async run() {
    if (!this.event || this.consumer) {
      this.consumer = await this.given(this.consumer, 'the consumer, or --event', 'Consumer')
      consumerNamed(this.consumer)
    }
    const letters = await listDeadLetters({ consumer: this.consumer, eventId: this.event })
    if (this.event && letters.length === 0) {
      throw new Refusal(`No dead letter for the event ${this.event}`)
    }
    if (letters.length > 0) await this.#confirm(letters.length)
    for (const letter of letters) await this.apply(letter)
    this.print({ dead_letters: letters.length }, () =>
      this.logger.success(`Dead letters ${this.words.outcome}: ${letters.length}`)
    )
  }

  async #confirm(count: number) {
    if (this.yes || !this.canAsk) return
    if (await this.prompt.confirm(`Dead letters: ${count}. ${this.words.verb} all of them?`)) return
    throw new Refusal('Nothing was changed')
  }
}
