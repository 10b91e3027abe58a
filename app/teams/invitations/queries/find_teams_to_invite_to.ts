import type User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'

/** Those that the user leads; all for admins. */
export function findTeamsToInviteTo(user: User): Promise<Team[]> {
  return Team.query()
    .if(!user.isAdmin, (query) => query.whereIn('id', Team.idsOf(user, ['lead'])))
    .orderBy('name')
    .limit(200)
    .exec()
}
