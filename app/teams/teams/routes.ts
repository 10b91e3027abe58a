import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import { listOf, ref } from '#api/contract/schemas'
import {
  listTeamsValidator,
  teamChangesValidator,
  teamValidator,
} from '#teams/teams/validators/team'
import {
  listTeamMembersValidator,
  teamMemberChangesValidator,
  teamMemberValidator,
} from '#teams/members/validators/team_member'
import '#api/contract/contract'
import '#teams/schemas'

const lastLead = {
  last_lead: 'The team would be left without an active lead, and you are not an admin.',
}

api(() => {
  router
    .get('teams', [controllers.teams.teams.Teams, 'index'])
    .as('teams.index')
    .contract({
      summary: 'List teams',
      query: listTeamsValidator,
      answers: { 200: listOf('Team') },
    })

  router
    .post('teams', [controllers.teams.teams.Teams, 'store'])
    .as('teams.store')
    .contract({
      summary: 'Create a team',
      description: 'Only managers and admins can create teams. The creator becomes the first lead.',
      body: teamValidator,
      example: { name: 'Platform', description: 'Keeps everything running' },
      answers: { 201: ref('Team') },
    })

  router
    .get('teams/:id', [controllers.teams.teams.Teams, 'show'])
    .as('teams.show')
    .contract({ summary: 'Get a team', answers: { 200: ref('Team') } })

  router
    .put('teams/:id', [controllers.teams.teams.Teams, 'replace'])
    .as('teams.replace')
    .contract({
      summary: 'Replace a team',
      description: 'Omitted fields are reset to their defaults.',
      body: teamValidator,
      answers: { 200: ref('Team') },
    })

  router
    .patch('teams/:id', [controllers.teams.teams.Teams, 'update'])
    .as('teams.update')
    .contract({
      summary: 'Update a team',
      body: teamChangesValidator,
      answers: { 200: ref('Team') },
    })

  router
    .delete('teams/:id', [controllers.teams.teams.Teams, 'destroy'])
    .as('teams.destroy')
    .contract({
      summary: 'Delete a team',
      answers: { 204: null },
      problems: { 409: { team_has_tasks: 'The team still has tasks that are not deleted.' } },
    })

  router
    .get('teams/:id/members', [controllers.teams.members.TeamMembers, 'index'])
    .as('teams.members.index')
    .contract({
      summary: 'List team members',
      query: listTeamMembersValidator,
      answers: { 200: listOf('TeamMember') },
    })

  router
    .post('teams/:id/members', [controllers.teams.members.TeamMembers, 'store'])
    .as('teams.members.store')
    .contract({
      summary: 'Add a team member',
      description: 'The role defaults to `member`.',
      body: teamMemberValidator,
      example: { user_id: 42, role: 'member' },
      answers: { 201: ref('TeamMember') },
      problems: { 409: { already_member: 'The user is already a member of the team.' } },
    })

  router
    .patch('teams/:id/members/:user_id', [controllers.teams.members.TeamMembers, 'update'])
    .as('teams.members.update')
    .contract({
      summary: 'Change a member’s role',
      body: teamMemberChangesValidator,
      answers: { 200: ref('TeamMember') },
      problems: { 409: lastLead },
    })

  router
    .delete('teams/:id/members/:user_id', [controllers.teams.members.TeamMembers, 'destroy'])
    .as('teams.members.destroy')
    .contract({
      summary: 'Remove a team member',
      description: 'Leads can remove any member; members can remove themselves.',
      answers: { 204: null },
      problems: { 409: lastLead },
    })
})
