import { Bouncer } from '@adonisjs/bouncer'
import { home } from '#web/home'
import { provideNavigation } from '#web/navigation'
import { idParameters } from '#core/http/id_parameters'
import { registerConstraint } from '#core/exceptions/service_failures'
import { registerJobs } from '#jobs/registry'
import { guardTeamDeletion } from '#teams/teams/actions/delete_team'
import CheckOverdueTasksJob from '#tasks/tasks/jobs/check_overdue_tasks_job'
import CleanupArchivedTasksJob from '#tasks/tasks/jobs/cleanup_archived_tasks_job'
import TaskPolicy from '#tasks/tasks/policies/task_policy'
import { refuseTeamWithTasks } from '#tasks/tasks/queries/refuse_team_with_tasks'

home.path = '/tasks'
provideNavigation(async (user) => ({
  mayCreate: await new Bouncer(user).with(TaskPolicy).allows('create'),
}))
idParameters('comment_id')
registerConstraint('tags_name_unique', 'name')
registerJobs(CheckOverdueTasksJob, CleanupArchivedTasksJob)
guardTeamDeletion(refuseTeamWithTasks)
