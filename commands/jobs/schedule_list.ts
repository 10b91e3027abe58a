import ScheduleRun from '#jobs/models/schedule_run'
import { OperatorCommand } from '#operations/console/operator_command'
import { nextTick } from '#jobs/schedule/ticks'
import { allSchedules } from '#jobs/schedule/schedule'

export default class ScheduleList extends OperatorCommand {
  static commandName = 'schedule:list'
  static description = 'List scheduled jobs with their next run, last run and its outcome'
  static help = ['  {{ binaryName }} schedule:list', '  {{ binaryName }} schedule:list --json']

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
    this.print(rows, () => this.printTable(rows))
  }
}
