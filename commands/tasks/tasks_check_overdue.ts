import { JobCommand } from '#commands/jobs/_job_command'
import CheckOverdueTasksJob from '#tasks/tasks/jobs/check_overdue_tasks_job'
import { CheckOverdueTasks } from '#tasks/tasks/actions/check_overdue_tasks'

export default class TasksCheckOverdue extends JobCommand {
  static commandName = 'tasks:check-overdue'
  static aliases = ['check_overdue_tasks']
  static description = 'Mark tasks that have become overdue and notify their assignees'
  static help = [
    'A task is marked once per due date.',
    '',
    '  {{ binaryName }} tasks:check-overdue',
    '  {{ binaryName }} tasks:check-overdue --dry-run',
  ]

  protected async preview() {
    const tasks = await new CheckOverdueTasks().count()
    return { data: { tasks }, sentence: `${tasks} tasks would be marked as overdue` }
  }

  protected async perform() {
    const marked = await new CheckOverdueTasks().handle()
    return { data: { marked }, sentence: `Marked ${marked} tasks as overdue` }
  }

  protected async enqueue() {
    await CheckOverdueTasksJob.dispatch({})
  }
}
