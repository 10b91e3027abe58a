import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions, ParsedOutput } from '@adonisjs/core/types/ace'
import { asLine } from '#core/validation/lines'
import { ProgressBar } from '#operations/console/progress_bar'
import { ValidationFailed } from '#core/exceptions/validation_failed'
import { Refusal } from '#core/exceptions/refusal'
import { reason } from '#operations/doctor/finding'
import { serviceUnavailable } from '#core/exceptions/service_failures'

/** Prompts only at a terminal, `--json` for data, one-line errors with exit code 1. */
export abstract class OperatorCommand extends BaseCommand {
  static options: CommandOptions = { startApp: true }

  static validate(parsed: ParsedOutput) {
    // Ace also validates arguments for --help.
    if (parsed.flags.help) return
    try {
      super.validate(parsed)
    } catch (error: any) {
      error.message += `. See: node ace ${this.commandName} --help`
      throw error
    }
  }

  @flags.boolean({ description: 'Print the result as JSON' })
  declare json: boolean

  isInteractive = Boolean(process.stdin.isTTY && process.stdout.isTTY)

  get canAsk() {
    return this.isInteractive && !this.json
  }

  async completed() {
    if (!this.error) return
    for (const line of explain(this.error)) this.logger.error(line)
    if (this.app.isBooted) {
      const logger = await this.app.container.make('logger')
      logger.debug({ err: this.error }, 'The command failed')
    }
    if (this.staysAlive) await this.#fail()
    return true
  }

  /** Ace sets no exit code for commands that stay alive. */
  async #fail() {
    this.exitCode = 1
    await this.terminate()
  }

  protected print(data: unknown, forPeople: () => void) {
    if (this.json) this.logger.log(JSON.stringify(data, null, 2))
    else forPeople()
  }

  protected reporter() {
    const bars = new Map<string, ProgressBar>()
    return (what: string, done: number, total: number) => {
      if (this.json) return
      if (!bars.has(what)) bars.set(what, new ProgressBar(what, total))
      bars.get(what)!.at(done)
    }
  }

  protected printTable(records: Record<string, unknown>[]) {
    const table = this.ui.table().head(Object.keys(records[0] ?? {}))
    for (const record of records) {
      table.row(Object.values(record).map(cell))
    }
    table.render()
  }

  /** @throws {Refusal} when it is missing and there is no terminal */
  protected async given(value: string | undefined, name: string, question: string) {
    if (value !== undefined) return value
    if (this.canAsk) return this.prompt.ask(question)
    throw new Refusal(`Missing ${name}. See: node ace ${this.commandName} --help`)
  }
}

function cell(value: unknown): string {
  return value instanceof Date ? value.toISOString() : asLine(String(value ?? ''))
}

/** SQLSTATE of authentication failures. */
const NOT_LET_IN = ['28P01', '28000']

function explain(error: any): string[] {
  if (error instanceof ValidationFailed) return error.faults.map((fault) => fault.message)
  if (serviceUnavailable(error)) {
    const away =
      error.name === 'MaxRetriesPerRequestError'
        ? `Can't connect to Redis`
        : `Can't connect to a server: ${reason(error)}`
    return [`${away}. For help run: node ace doctor`]
  }
  if (NOT_LET_IN.includes(error?.code)) {
    return [
      `PostgreSQL rejects the credentials in DATABASE_URL: ${error.message}.`,
      'PostgreSQL in a container keeps the password its volume was created with, regardless of',
      'POSTGRES_PASSWORD. Set the original password again, or change it in PostgreSQL.',
    ]
  }
  return [error?.message || String(error)]
}
