import type User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'
import type TeamMember from '#teams/members/models/team_member'
import RolePolicy from '#accounts/users/policies/role_policy'

export default class TeamPolicy extends RolePolicy {
  create(user: User) {
    return user.role === 'manager'
  }

  async update(user: User, team: Team) {
    return (await Team.roleOf(user, team.id)) === 'lead'
  }

  delete(user: User, team: Team) {
    return this.update(user, team)
  }

  manageMembers(user: User, team: Team) {
    return this.update(user, team)
  }

  /** Leads remove members, and members may leave. */
  async removeMember(user: User, team: Team, member: TeamMember) {
    return member.userId === user.id || this.manageMembers(user, team)
  }
}
