/** What tasks add to the domains below. */
import { home } from '#web/home'
import { idParameters } from '#core/http/id_parameters'
import { registerConstraint } from '#core/exceptions/service_failures'
import { registerJobs } from '#jobs/registry'
import { guardTeamDeletion } from '#teams/teams/actions/delete_team'
import CheckOverdueTasksJob from '#tasks/tasks/jobs/check_overdue_tasks_job'
import CleanupArchivedTasksJob from '#tasks/tasks/jobs/cleanup_archived_tasks_job'
import { refuseTeamWithTasks } from '#tasks/tasks/queries/refuse_team_with_tasks'

home.path = '/tasks'
idParameters('comment_id')
registerConstraint('tags_name_unique', 'name')
registerJobs(CheckOverdueTasksJob, CleanupArchivedTasksJob)
guardTeamDeletion(refuseTeamWithTasks)
