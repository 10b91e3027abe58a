import { ReportCommand } from '#commands/tasks/_report_command'

export default class ReportTasks extends ReportCommand {
  static commandName = 'report:tasks'
  static description = 'Report tasks by status, priority and period, with completion times'
  static help = [
    'Created and completed cover the time range; open and overdue are current.',
    '',
    '  {{ binaryName }} report:tasks',
    '  {{ binaryName }} report:tasks --from=2026-01-01 --to=2026-04-01 --per=month',
    '  {{ binaryName }} report:tasks --timezone=Europe/Berlin --output=tasks.csv',
  ]

  async run() {
    await this.report()
  }
}
