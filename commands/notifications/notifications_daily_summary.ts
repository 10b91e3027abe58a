import { JobCommand } from '#commands/jobs/_job_command'
import GenerateDailySummaryJob from '#notifications/summaries/jobs/generate_daily_summary_job'
import { GenerateDailySummary } from '#notifications/summaries/actions/generate_daily_summary'

export default class NotificationsDailySummary extends JobCommand {
  static commandName = 'notifications:daily-summary'
  static aliases = ['generate_daily_summary']
  static description = 'Send the daily summary to users whose summary hour has come'
  static help = [
    'Safe to run repeatedly: each user gets at most one per day.',
    '',
    '  {{ binaryName }} notifications:daily-summary',
    '  {{ binaryName }} notifications:daily-summary --dry-run',
  ]

  protected async preview() {
    const due = await new GenerateDailySummary().due()
    const users = due.map(({ username }) => username)
    return { data: { users }, sentence: `${users.length} users would get a summary` }
  }

  protected async perform() {
    const given = await new GenerateDailySummary().handle()
    return { data: { given }, sentence: `Sent the summary to ${given} users` }
  }

  protected async enqueue() {
    await GenerateDailySummaryJob.dispatch({})
  }
}
