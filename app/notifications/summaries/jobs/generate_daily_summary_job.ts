import { BaseJob } from '#jobs/job'
import { GenerateDailySummary } from '#notifications/summaries/actions/generate_daily_summary'

export default class GenerateDailySummaryJob extends BaseJob {
  static jobName = 'generate_daily_summary_job'
  static timeoutMs = 10 * 60_000

  async handle() {
    await new GenerateDailySummary().handle()
  }
}
