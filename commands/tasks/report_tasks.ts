import { ReportCommand } from '#commands/tasks/_report_command'

export default class ReportTasks extends ReportCommand {
  static commandName = 'report:tasks'
  static description = 'Count tasks by status, priority and time, and how long they take'
  static help = [
    'Created and completed are of the span; open and overdue are as of now.',
    '',
    '  {{ binaryName }} report:tasks',
    '  {{ binaryName }} report:tasks --from=2026-01-01 --to=2026-04-01 --per=month',
    '  {{ binaryName }} report:tasks --timezone=Europe/Berlin --output=tasks.csv',
  ]

  async run() {
    await this.report()
  }
}
