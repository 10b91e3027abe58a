import { BaseJob } from '#jobs/job'
import { CleanupArchivedTasks } from '#tasks/tasks/actions/cleanup_archived_tasks'

export default class CleanupArchivedTasksJob extends BaseJob {
  static jobName = 'cleanup_archived_tasks_job'
  static timeoutMs = 60 * 60_000

  async handle() {
    await new CleanupArchivedTasks().handle()
  }
}
