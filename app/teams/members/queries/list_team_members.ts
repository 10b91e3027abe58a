import type Team from '#teams/teams/models/team'
import TeamMember, { type TeamRole } from '#teams/members/models/team_member'

export function listTeamMembers(
  team: Team,
  { search, role }: { search?: string; role?: TeamRole } = {}
) {
  return TeamMember.query()
    .where('team_members.team_id', team.id)
    .if(role, (query) => query.where('team_members.role', role!))
    .if(search, (query) =>
      query.whereHas('user', (user) =>
        user.whereRaw(
          `strpos(lower(concat_ws(' ', username, first_name, last_name)), lower(?)) > 0`,
          [search!]
        )
      )
    )
    .preload('user')
}
