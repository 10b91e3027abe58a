import type User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'

/**
 * Whether another team that the actor sees has this name, whatever its case. Teams that they don't
 * see may have it: a name that is refused would tell that such a team exists.
 */
export async function isTeamNameTaken(actor: User, name: string, id?: number): Promise<boolean> {
  const team = await Team.query()
    .withScopes((scopes) => scopes.visibleTo(actor))
    .whereRaw('lower(teams.name) = lower(?)', [name])
    .if(id, (query) => query.whereNot('teams.id', id!))
    .first()
  return team !== null
}
