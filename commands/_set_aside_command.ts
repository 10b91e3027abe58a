import { args } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'

const DEEDS = ['list', 'retry', 'discard'] as const

/** Lists what failed for good and was set aside, or has it tried again or thrown away. */
export abstract class SetAsideCommand<Item> extends OperatorCommand {
  @args.string({ description: 'list, retry or discard', default: 'list' })
  declare deed: (typeof DEEDS)[number]

  /** What the command is about, as the filters say. */
  protected abstract find(): Promise<Item[]>

  /** What the list shows of it. */
  protected abstract row(item: Item): Record<string, unknown>

  protected abstract retry(item: Item): Promise<unknown>
  protected abstract discard(item: Item): Promise<unknown>

  async run() {
    if (!DEEDS.includes(this.deed)) {
      throw new Refusal(`"${this.deed}" is none of ${DEEDS.join(', ')}`)
    }
    const items = await this.find()
    if (this.deed === 'list') return this.#list(items.map((item) => this.row(item)))

    for (const item of items) await this[this.deed](item)
    const outcome = this.deed === 'retry' ? 'will be tried again' : 'discarded'
    this.print({ [this.deed]: items.length }, () => {
      this.logger.success(`${items.length} ${outcome}`)
    })
  }

  #list(rows: Record<string, unknown>[]) {
    this.print(rows, () => {
      if (rows.length === 0) this.logger.info('There are none')
      else this.printTable(rows)
    })
  }
}
