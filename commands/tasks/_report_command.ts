import { DateTime, IANAZone } from 'luxon'
import { flags } from '@adonisjs/core/ace'
import { writeFile } from 'node:fs/promises'
import { startOfDay } from '#core/calendar'
import { csv } from '#operations/console/csv'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'
import {
  PERIODS,
  reportTasks,
  type Period,
  type ReportScope,
} from '#tasks/lists/queries/report_tasks'

const FORMATS = ['table', 'json', 'csv'] as const
const DAYS = 30
const TIMEOUT_MS = 1_000

/** The time range and output of the reports. */
export abstract class ReportCommand extends OperatorCommand {
  @flags.string({ description: 'Start date or date-time, inclusive [default: 30 days ago]' })
  declare from?: string

  @flags.string({ description: 'End date or date-time, exclusive [default: now]' })
  declare to?: string

  @flags.string({ description: 'Time zone of the dates, such as Europe/Berlin', default: 'UTC' })
  declare timezone: string

  @flags.string({ description: 'Group by day, week or month', default: 'week' })
  declare per: Period

  @flags.string({ description: 'Output format: table, json or csv' })
  declare format?: (typeof FORMATS)[number]

  @flags.string({ description: 'Write the report to this file, overwriting it' })
  declare output?: string

  protected async report(teamId?: number) {
    const format = this.#chosenFormat()
    const scope = { ...this.#span(), timezone: this.timezone, per: this.per, teamId }

    const lines = await reportTasks(scope, DateTime.utc(), this.#reporter())
    const records = lines.map((line) => ({ ...line }))
    if (format === 'table') return this.printTable(records)

    const text =
      format === 'csv' ? csv(records) : `${JSON.stringify(about(scope, lines), null, 2)}\n`
    if (!this.output) return this.logger.log(text.trimEnd())
    await writeFile(this.output, text)
    this.logger.success(`Wrote ${records.length} rows to ${this.output}`)
  }

  /** Progress is shown only for large reports. */
  #reporter() {
    const began = performance.now()
    const report = this.reporter()
    return (done: number, total: number) => {
      if (performance.now() - began > TIMEOUT_MS) report('queries', done, total)
    }
  }

  #chosenFormat() {
    const byName = FORMATS.find((format) => this.output?.endsWith(`.${format}`))
    const format = this.format ?? (this.json ? 'json' : (byName ?? 'table'))
    if (!FORMATS.includes(format))
      throw new Refusal(`--format must be one of ${FORMATS.join(', ')}`)
    if (this.output && format === 'table') {
      throw new Refusal('--output requires --format=csv or --format=json')
    }
    return format
  }

  #span() {
    if (!IANAZone.isValidZone(this.timezone)) {
      throw new Refusal(
        `--timezone must be an IANA time zone such as Europe/Berlin, not "${this.timezone}"`
      )
    }
    if (!PERIODS.includes(this.per)) throw new Refusal(`--per must be one of ${PERIODS.join(', ')}`)

    const to = this.to ? this.#instant('to', this.to) : DateTime.utc()
    const from = this.from ? this.#instant('from', this.from) : to.minus({ days: DAYS })
    if (from >= to) throw new Refusal('--from must be before --to')
    return { from, to }
  }

  #instant(flag: string, text: string) {
    const instant = DateTime.fromISO(text, { zone: this.timezone })
    if (instant.isValid) return (text.includes('T') ? instant : startOfDay(instant)).toUTC()
    throw new Refusal(`--${flag} must be a date such as 2026-03-31, not "${text}"`)
  }
}

function about({ from, to, timezone }: ReportScope, lines: object[]) {
  return { from: from.toISO(), to: to.toISO(), timezone, lines }
}
