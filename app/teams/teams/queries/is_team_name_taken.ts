import type { Actor } from '#accounts/users/actor'
import Team from '#teams/teams/models/team'

/** Among the teams that the actor sees: a refusal must not reveal others. */
export async function isTeamNameTaken(actor: Actor, name: string, id?: number): Promise<boolean> {
  const team = await Team.query()
    .withScopes((scopes) => scopes.visibleTo(actor))
    .whereRaw('lower(teams.name) = lower(?)', [name])
    .if(id, (query) => query.whereNot('teams.id', id!))
    .first()
  return team !== null
}
