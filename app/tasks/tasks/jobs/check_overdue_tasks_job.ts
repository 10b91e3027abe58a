import { BaseJob } from '#jobs/job'
import { CheckOverdueTasks } from '#tasks/tasks/actions/check_overdue_tasks'

export default class CheckOverdueTasksJob extends BaseJob {
  static jobName = 'check_overdue_tasks_job'
  static timeoutMs = 10 * 60_000

  async handle() {
    await new CheckOverdueTasks().handle()
  }
}
