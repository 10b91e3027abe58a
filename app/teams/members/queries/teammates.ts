import type User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'
import TeamMember from '#teams/members/models/team_member'

/** A subquery of ids. */
export function teammateIdsOf(actor: User) {
  return TeamMember.query().select('user_id').whereIn('team_id', Team.idsOf(actor))
}

/** A subquery of ids; empty for a team that the user doesn't see. */
export function memberIdsOf(team: number, actor: User) {
  const visible = Team.query()
    .withScopes((scopes) => scopes.visibleTo(actor))
    .where('teams.id', team)
  return TeamMember.query().select('user_id').where('team_id', team).whereExists(visible)
}
