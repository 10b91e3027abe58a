import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import ScheduleRun from '#core/models/schedule_run'
import { allSchedules, nextTick } from '#core/schedule/schedule'

export default class ScheduleList extends BaseCommand {
  static commandName = 'schedule:list'
  static description = 'Show what runs by the clock: the next run, the last one and its outcome'
  static help = ['  {{ binaryName }} schedule:list', '  {{ binaryName }} schedule:list --json']

  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Print JSON instead of a table' })
  declare json: boolean

  async run() {
    const all = await ScheduleRun.all()
    const runs = new Map(all.map((run) => [run.name, run]))
    const rows = allSchedules().map((schedule) => {
      const last = runs.get(schedule.name)
      return {
        name: schedule.name,
        cron: schedule.cron,
        next: nextTick(schedule).toISO(),
        last: last?.startedAt?.toISO() ?? null,
        outcome: last?.outcome ?? null,
        error: last?.error ?? null,
      }
    })
    if (this.json) return this.logger.log(JSON.stringify(rows, null, 2))

    const table = this.ui.table().head(['name', 'cron (UTC)', 'next', 'last', 'outcome'])
    for (const { name, cron, next, last, outcome, error } of rows) {
      table.row([name, cron, next ?? '', last ?? 'never', error ?? outcome ?? ''])
    }
    table.render()
  }
}
