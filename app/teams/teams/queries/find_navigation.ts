import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'
import { mayInviteAnybody } from '#teams/invitations/queries/may_invite'

const MAX_TEAMS = 30

/** The user's teams, and whether they may invite, which leads of any team may: one statement. */
export async function findNavigation(user: User) {
  const teams = await Team.query()
    .join('team_members', 'team_members.team_id', 'teams.id')
    .where('team_members.user_id', user.id)
    .select('teams.id', 'teams.name')
    .select(db.raw(`bool_or(team_members.role = 'lead') over () as leads`))
    .orderBy('teams.name')
    .limit(MAX_TEAMS)
  const leads = teams.some(({ $extras }) => $extras.leads)
  return { teams, mayInvite: await mayInviteAnybody(user, leads) }
}
