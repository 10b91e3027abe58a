import { flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'

/** The result as JSON and as text. */
export interface Outcome {
  data: Record<string, unknown>
  sentence: string
}

/** Runs a job here, queues it (`--queue`) or only previews it (`--dry-run`). */
export abstract class JobCommand extends OperatorCommand {
  @flags.boolean({ description: 'Show what would be done without doing it' })
  declare dryRun: boolean

  @flags.boolean({ description: 'Queue a job for a worker instead of running it here' })
  declare queue: boolean

  async run() {
    const { data, sentence } = await this.#choose()
    this.print(data, () => this.logger.success(sentence))
  }

  protected abstract preview(): Promise<Outcome>
  protected abstract perform(): Promise<Outcome>
  protected abstract enqueue(): Promise<void>

  async #choose(): Promise<Outcome> {
    if (this.dryRun) return this.preview()
    if (!this.queue) return this.perform()
    await this.enqueue()
    return { data: { queued: true }, sentence: 'Job queued' }
  }
}
