import type { HttpContext } from '@adonisjs/core/http'
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
      query: (params) => listTeams(ctx.auth.getUserOrFail(), params),
      transform: (teams) => TeamTransformer.transform(teams),
    })
  }

  async store({ auth, bouncer, request, response, serialize }: HttpContext) {
    await bouncer.with(TeamPolicy).authorize('create')
    const actor = auth.getUserOrFail()
    const input = await request.validateBody(teamValidator, { meta: { actor } })
    const { id } = await new CreateTeam().handle(actor, input)

    return response.created(await serialize(TeamTransformer.transform(await find(auth, id))))
  }

  async show({ auth, params, serialize }: HttpContext) {
    return serialize(TeamTransformer.transform(await find(auth, params.id)))
  }

  async replace({ auth, bouncer, params, request, serialize }: HttpContext) {
    const team = await find(auth, params.id)
    await bouncer.with(TeamPolicy).authorize('update', team)
    const actor = auth.getUserOrFail()
    const input = await request.validateBody(teamValidator, { meta: { actor, id: team.id } })
    await new UpdateTeam().handle(team, { description: '', ...input })

    return serialize(TeamTransformer.transform(await find(auth, team.id)))
  }

  async update({ auth, bouncer, params, request, serialize }: HttpContext) {
    const team = await find(auth, params.id)
    await bouncer.with(TeamPolicy).authorize('update', team)
    const actor = auth.getUserOrFail()
    const input = await request.validateBody(teamChangesValidator, { meta: { actor, id: team.id } })
    await new UpdateTeam().handle(team, input)

    return serialize(TeamTransformer.transform(await find(auth, team.id)))
  }

  async destroy({ auth, bouncer, params, response }: HttpContext) {
    const team = await find(auth, params.id)
    await bouncer.with(TeamPolicy).authorize('delete', team)
    await new DeleteTeam().handle(team)

    return response.noContent()
  }
}

function find(auth: HttpContext['auth'], id: number) {
  return listTeams(auth.getUserOrFail()).where('teams.id', id).firstOrFail()
}
