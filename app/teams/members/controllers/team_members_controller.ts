import type { HttpContext } from '@adonisjs/core/http'
import type { UserActor } from '#accounts/users/actor'
import Team from '#teams/teams/models/team'
import TeamPolicy from '#teams/teams/policies/team_policy'
import TeamMember from '#teams/members/models/team_member'
import TeamMemberTransformer from '#teams/members/transformers/team_member_transformer'
import { answerList } from '#api/pagination/answer_list'
import { listTeamMembers } from '#teams/members/queries/list_team_members'
import { AddTeamMember } from '#teams/members/actions/add_team_member'
import { ChangeTeamMember } from '#teams/members/actions/change_team_member'
import { RemoveTeamMember } from '#teams/members/actions/remove_team_member'
import {
  listTeamMembersValidator,
  teamMemberChangesValidator,
  teamMemberOrdering,
  teamMemberValidator,
} from '#teams/members/validators/team_member'

export default class TeamMembersController {
  async index(ctx: HttpContext) {
    const team = await findTeam(ctx.actor, ctx.params.id)
    return answerList(ctx, {
      validator: listTeamMembersValidator,
      ordering: teamMemberOrdering,
      query: (params) => listTeamMembers(team, params),
      transform: (members) => TeamMemberTransformer.transform(members),
    })
  }

  async store({ actor, bouncer, params, request, response, serialize }: HttpContext) {
    const team = await findTeam(actor, params.id)
    await bouncer.with(TeamPolicy).authorize('manageMembers', team)
    const input = await request.validateBody(teamMemberValidator)
    const member = await new AddTeamMember().handle(actor, team, input)

    return response.created(await serialize(TeamMemberTransformer.transform(member)))
  }

  async update({ actor, bouncer, params, request, serialize }: HttpContext) {
    const team = await findTeam(actor, params.id)
    const member = await findMember(team, params.user_id)
    await bouncer.with(TeamPolicy).authorize('manageMembers', team)
    const { role = member.role } = await request.validateBody(teamMemberChangesValidator)
    const changed = await new ChangeTeamMember().handle(actor, member, role)

    return serialize(TeamMemberTransformer.transform(changed))
  }

  async destroy({ actor, bouncer, params, response }: HttpContext) {
    const team = await findTeam(actor, params.id)
    const member = await findMember(team, params.user_id)
    await bouncer.with(TeamPolicy).authorize('removeMember', team, member)
    await new RemoveTeamMember().handle(actor, member)

    return response.noContent()
  }
}

function findTeam(actor: UserActor, id: number): Promise<Team> {
  return Team.query()
    .withScopes((scopes) => scopes.visibleTo(actor))
    .where('id', id)
    .firstOrFail()
}

function findMember(team: Team, userId: number): Promise<TeamMember> {
  return TeamMember.query().where({ teamId: team.id, userId }).firstOrFail()
}
