import { JobCommand } from '#commands/jobs/_job_command'
import GenerateDailySummaryJob from '#notifications/summaries/jobs/generate_daily_summary_job'
import { GenerateDailySummary } from '#notifications/summaries/actions/generate_daily_summary'

export default class NotificationsDailySummary extends JobCommand {
  static commandName = 'notifications:daily-summary'
  static aliases = ['generate_daily_summary']
  static description = 'Give everybody whose morning has come the summary of their day'
  static help = [
    'Nobody gets a second one on the same day, however often this runs.',
    '',
    '  {{ binaryName }} notifications:daily-summary',
    '  {{ binaryName }} notifications:daily-summary --dry-run',
  ]

  protected async preview() {
    const due = await new GenerateDailySummary().due()
    const users = due.map(({ username }) => username)
    return { data: { users }, sentence: `${users.length} would get one` }
  }

  protected async perform() {
    const given = await new GenerateDailySummary().handle()
    return { data: { given }, sentence: `${given} got one` }
  }

  protected async enqueue() {
    await GenerateDailySummaryJob.dispatch({})
  }
}
