import type { HttpContext } from '@adonisjs/core/http'
import type { UserActor } from '#accounts/users/actor'
import TeamPolicy from '#teams/teams/policies/team_policy'
import TeamTransformer from '#teams/teams/transformers/team_transformer'
import { answerList } from '#api/pagination/answer_list'
import { listTeams } from '#teams/teams/queries/list_teams'
import { CreateTeam } from '#teams/teams/actions/create_team'
import { UpdateTeam } from '#teams/teams/actions/update_team'
import { DeleteTeam } from '#teams/teams/actions/delete_team'
import {
  listTeamsValidator,
  teamChangesValidator,
  teamOrdering,
  teamValidator,
} from '#teams/teams/validators/team'

export default class TeamsController {
  index(ctx: HttpContext) {
    return answerList(ctx, {
      validator: listTeamsValidator,
      ordering: teamOrdering,
      query: (params) => listTeams(ctx.actor, params),
      transform: (teams) => TeamTransformer.transform(teams),
    })
  }

  async store({ actor, bouncer, request, response, serialize }: HttpContext) {
    await bouncer.with(TeamPolicy).authorize('create')
    const input = await request.validateBody(teamValidator, { meta: { actor } })
    const { id } = await new CreateTeam().handle(actor, input)

    return response.created(await serialize(TeamTransformer.transform(await find(actor, id))))
  }

  async show({ actor, params, serialize }: HttpContext) {
    return serialize(TeamTransformer.transform(await find(actor, params.id)))
  }

  async replace({ actor, bouncer, params, request, serialize }: HttpContext) {
    const team = await find(actor, params.id)
    await bouncer.with(TeamPolicy).authorize('update', team)
    const input = await request.validateBody(teamValidator, { meta: { actor, id: team.id } })
    await new UpdateTeam().handle(team, { description: '', ...input })

    return serialize(TeamTransformer.transform(await find(actor, team.id)))
  }

  async update({ actor, bouncer, params, request, serialize }: HttpContext) {
    const team = await find(actor, params.id)
    await bouncer.with(TeamPolicy).authorize('update', team)
    const input = await request.validateBody(teamChangesValidator, { meta: { actor, id: team.id } })
    await new UpdateTeam().handle(team, input)

    return serialize(TeamTransformer.transform(await find(actor, team.id)))
  }

  async destroy({ actor, bouncer, params, response }: HttpContext) {
    const team = await find(actor, params.id)
    await bouncer.with(TeamPolicy).authorize('delete', team)
    await new DeleteTeam().handle(team)

    return response.noContent()
  }
}

function find(actor: UserActor, id: number) {
  return listTeams(actor).where('teams.id', id).firstOrFail()
}
