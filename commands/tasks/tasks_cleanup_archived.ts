import { JobCommand } from '#commands/jobs/_job_command'
import CleanupArchivedTasksJob from '#tasks/tasks/jobs/cleanup_archived_tasks_job'
import { ARCHIVE_DAYS, CleanupArchivedTasks } from '#tasks/tasks/actions/cleanup_archived_tasks'

export default class TasksCleanupArchived extends JobCommand {
  static commandName = 'tasks:cleanup-archived'
  static aliases = ['cleanup_archived_tasks']
  static description = `Permanently delete tasks archived more than ${ARCHIVE_DAYS} days ago`
  static help = [
    'Comments and history are deleted too; the audit log keeps an entry for each task.',
    '',
    '  {{ binaryName }} tasks:cleanup-archived --dry-run',
    '  {{ binaryName }} tasks:cleanup-archived',
  ]

  protected async preview() {
    const tasks = await new CleanupArchivedTasks().count()
    return { data: { tasks }, sentence: `${tasks} tasks would be deleted` }
  }

  protected async perform() {
    const cleanup = new CleanupArchivedTasks()
    const [report, total] = [this.reporter(), await cleanup.count()]
    const erased = await cleanup.handle((done) => report('tasks deleted', done, total))
    return { data: { erased }, sentence: `Deleted ${erased} tasks` }
  }

  protected async enqueue() {
    await CleanupArchivedTasksJob.dispatch({})
  }
}
