import type { Actor } from '#accounts/users/actor'
import type User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'
import TeamMember from '#teams/members/models/team_member'

/** A subquery of ids. */
export function teammateIdsOf(user: User) {
  return TeamMember.query().select('user_id').whereIn('team_id', Team.idsOf(user))
}

/** A subquery of ids; empty for a team that the actor doesn't see. */
export function memberIdsOf(team: number, actor: Actor) {
  const visible = Team.query()
    .withScopes((scopes) => scopes.visibleTo(actor))
    .where('teams.id', team)
  return TeamMember.query().select('user_id').where('team_id', team).whereExists(visible)
}
