import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import {
  listTeamMembersValidator,
  teamMemberChangesValidator,
  teamMemberValidator,
} from '#teams/members/validators/team_member'
import '#teams/members/schemas'

const problems = {
  409: { last_lead: 'The team would be left without an active lead, and you are not an admin.' },
}

api.resource('teams/:id/members/:user_id', controllers.teams.members.TeamMembers, 'TeamMember', {
  index: { summary: 'List team members', query: listTeamMembersValidator },
  store: {
    summary: 'Add a team member',
    description: 'The role defaults to `member`.',
    body: teamMemberValidator,
    example: { user_id: 42, role: 'member' },
    problems: { 409: { already_member: 'The user is already a member of the team.' } },
  },
  update: { summary: 'Update a member’s role', body: teamMemberChangesValidator, problems },
  destroy: {
    summary: 'Remove a team member',
    description: 'Leads can remove any member; members can remove themselves.',
    problems,
  },
})
