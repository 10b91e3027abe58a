import type User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'

/** The teams to which the user may invite, by name: those that they lead, and for an admin all. */
export function findTeamsToInviteTo(user: User): Promise<Team[]> {
  return Team.query()
    .if(!user.isAdmin, (query) => query.whereIn('id', Team.idsOf(user, ['lead'])))
    .orderBy('name')
    .limit(200)
    .exec()
}
