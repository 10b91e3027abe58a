import type { Transaction } from '#core/database/transaction'
import type User from '#accounts/users/models/user'
import { ROLES, type Role } from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'

export interface Offer {
  role: Role
  teamId: number | null
}

/** Managers and admins offer roles up to their own; leads and admins a place in a team. */
export async function mayInvite(
  user: User,
  { role, teamId }: Offer,
  trx?: Transaction
): Promise<boolean> {
  if (user.isViewer || ROLES.indexOf(role) < ROLES.indexOf(user.role)) return false
  if (user.isAdmin) return true
  if (teamId === null) return user.role === 'manager'
  return (await Team.roleOf(user, teamId, trx)) === 'lead'
}

export async function mayInviteAnybody(user: User, leads?: boolean): Promise<boolean> {
  if (user.isViewer) return false
  if (user.isAdmin || user.role === 'manager') return true
  return leads ?? (await Team.idsOf(user, ['lead']).first()) !== null
}
