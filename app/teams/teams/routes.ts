import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import {
  listTeamsValidator,
  teamChangesValidator,
  teamValidator,
} from '#teams/teams/validators/team'
import '#teams/teams/schemas'

api.resource('teams/:id', controllers.teams.teams.Teams, 'Team', {
  index: { summary: 'List teams', query: listTeamsValidator },
  store: {
    summary: 'Create a team',
    description: 'Only managers and admins can create teams. The creator becomes the first lead.',
    body: teamValidator,
    example: { name: 'Platform', description: 'Keeps everything running' },
  },
  show: { summary: 'Get a team' },
  replace: {
    summary: 'Replace a team',
    description: 'Omitted fields are reset to their defaults.',
    body: teamValidator,
  },
  update: { summary: 'Update a team', body: teamChangesValidator },
  destroy: {
    summary: 'Delete a team',
    problems: { 409: { team_has_tasks: 'The team still has tasks that are not deleted.' } },
  },
})
