import { BaseJob } from '#core/jobs/base_job'
import { CleanupArchivedTasks } from '#tasks/actions/cleanup_archived_tasks'

export default class CleanupArchivedTasksJob extends BaseJob {
  static $$filepath = import.meta.url
  static timeoutMs = 60 * 60_000

  async handle() {
    await new CleanupArchivedTasks().handle()
  }
}
