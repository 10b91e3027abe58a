/** What tasks add to the domains below. */
import { guardTeamDeletion } from '#teams/teams/actions/delete_team'
import { refuseTeamWithTasks } from '#tasks/tasks/queries/refuse_team_with_tasks'

guardTeamDeletion(refuseTeamWithTasks)
