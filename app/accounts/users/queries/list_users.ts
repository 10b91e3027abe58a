import type { ChainableContract } from '@adonisjs/lucid/types/querybuilder'
import { actsAsAdmin, type Actor } from '#accounts/users/actor'
import User, { type Role } from '#accounts/users/models/user'

export interface UserFilters {
  search?: string
  role?: Role[]
  team?: number
  isActive?: boolean
}

type MembersOf = (team: number, actor: Actor) => ChainableContract
let membersOf: MembersOf

/** Takes a subquery of the ids of a team's members, empty when the actor doesn't see the team. */
export function registerTeamFilter(memberIdsOf: MembersOf) {
  membersOf = memberIdsOf
}

/** Search matches names, and for admins email addresses. */
export function listUsers(actor: Actor, { search, role, team, isActive }: UserFilters = {}) {
  const names = [
    `username`,
    `first_name || ' ' || last_name`,
    ...(actsAsAdmin(actor) ? ['email'] : []),
  ]

  return User.query()
    .withScopes((scopes) => scopes.visibleTo(actor))
    .if(search, (query) =>
      query.whereRaw(`strpos(lower(concat_ws(E'\\n', ${names.join(', ')})), lower(?)) > 0`, [
        search!,
      ])
    )
    .if(role, (query) => query.whereIn('role', role!))
    .if(isActive !== undefined, (query) => query.where('is_active', isActive!))
    .if(team, (query) => query.whereIn('id', membersOf(team!, actor)))
}
