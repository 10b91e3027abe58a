import Team from '#teams/teams/models/team'
import TeamMember, { type TeamRole } from '#teams/members/models/team_member'
import type User from '#accounts/users/models/user'
import Factory from '@adonisjs/lucid/factories'
import { randomBytes } from 'node:crypto'

export const TeamFactory = Factory.define(Team, () => ({
  name: `Team ${randomBytes(5).toString('hex')}`,
})).build()

/** Users only see their teammates. */
export async function makeTeammates(one: User, ...others: User[]) {
  return createTeam(
    one,
    others.map((other) => [other, 'member'])
  )
}

/** A team that its lead created, with these members. */
export async function createTeam(lead: User, members: [User, TeamRole][] = []) {
  const team = await TeamFactory.merge({ createdById: lead.id }).create()
  for (const [user, role] of [[lead, 'lead'] as const, ...members]) {
    await TeamMember.create({ teamId: team.id, userId: user.id, role })
  }
  return team
}
