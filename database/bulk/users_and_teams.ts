import type { Random } from '#database/bulk/random'
import type { Role } from '#accounts/users/models/user'
import type { TeamRole } from '#teams/members/models/team_member'
import { FIRST_NAMES, LAST_NAMES, TEAM_PLACES, TEAM_SUBJECTS } from '#database/bulk/words'

export interface BulkUser {
  id: number
  username: string
  firstName: string
  lastName: string
  role: Role
}

/** The first member is the lead. */
export interface BulkTeam {
  id: number
  name: string
  lead: BulkUser
  members: { user: BulkUser; role: TeamRole }[]
  /** Members who may edit the team's tasks. */
  writers: BulkUser[]
}

/** A thousand users per million tasks. */
export function sizeFor(tasks: number) {
  const users = Math.min(5_000, Math.max(8, Math.round(Math.sqrt(tasks))))
  return { users, teams: Math.ceil(users / 12) }
}

/** Names contain the id, so that they stay unique when data is loaded again. */
export function makeUser(random: Random, id: number): BulkUser {
  const firstName = random.pick(FIRST_NAMES)
  const lastName = random.pick(LAST_NAMES)
  const dice = random.next()
  return {
    id,
    username: `${firstName}.${lastName}.${id}`.toLowerCase(),
    firstName,
    lastName,
    role: dice < 0.05 ? 'manager' : dice < 0.92 ? 'member' : 'viewer',
  }
}

/** Five to twenty members, some of whom are in other teams too. */
export function makeTeam(random: Random, id: number, users: readonly BulkUser[]): BulkTeam {
  const able = users.filter((user) => user.role !== 'viewer')
  const lead = random.pick(able)
  const others = new Set(Array.from({ length: random.int(4, 19) }, () => random.pick(users)))
  others.delete(lead)

  const members = [
    { user: lead, role: 'lead' as const },
    ...[...others].map((user) => ({ user, role: memberRole(random, user) })),
  ]
  return {
    id,
    name: `${random.pick(TEAM_SUBJECTS)} ${random.pick(TEAM_PLACES)} ${id}`,
    lead,
    members,
    writers: members.filter(({ role }) => role !== 'viewer').map(({ user }) => user),
  }
}

function memberRole(random: Random, user: BulkUser): TeamRole {
  return user.role === 'viewer' || random.chance(0.05) ? 'viewer' : 'member'
}
