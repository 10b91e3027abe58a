import { actorId, type Actor } from '#accounts/users/actor'
import Team from '#teams/teams/models/team'

/** With creator, `memberCount` and `myRole`. */
export function listTeams(actor: Actor, { search }: { search?: string } = {}) {
  return Team.query()
    .withScopes((scopes) => scopes.visibleTo(actor))
    .if(search, (query) => query.whereRaw('strpos(lower(teams.name), lower(?)) > 0', [search!]))
    .preload('createdBy')
    .withCount('members', (members) => members.as('member_count'))
    .withAggregate('members', (members) =>
      members
        .where('user_id', actorId(actor) ?? 0)
        .max('role')
        .as('my_role')
    )
}
