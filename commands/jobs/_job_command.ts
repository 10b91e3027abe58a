import { flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'

/** What a command has to tell: as data, and as a sentence. */
export interface Outcome {
  data: Record<string, unknown>
  sentence: string
}

/**
 * A job that is done by hand: here and now, or by a worker (`--queue`), or only in words
 * (`--dry-run`).
 */
export abstract class JobCommand extends OperatorCommand {
  @flags.boolean({ description: 'Show what would be done without doing it' })
  declare dryRun: boolean

  @flags.boolean({ description: 'Queue a job for a worker instead of running it here' })
  declare queue: boolean

  async run() {
    const { data, sentence } = await this.#choose()
    this.print(data, () => this.logger.success(sentence))
  }

  /** What would be done. */
  protected abstract preview(): Promise<Outcome>

  /** Does it. */
  protected abstract perform(): Promise<Outcome>

  /** Gives the job to the queue. */
  protected abstract enqueue(): Promise<void>

  async #choose(): Promise<Outcome> {
    if (this.dryRun) return this.preview()
    if (!this.queue) return this.perform()
    await this.enqueue()
    return { data: { queued: true }, sentence: 'Job queued' }
  }
}
