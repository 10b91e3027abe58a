import type { ChainableContract } from '@adonisjs/lucid/types/querybuilder'
import User, { type Role } from '#accounts/users/models/user'

export interface UserFilters {
  search?: string
  role?: Role[]
  team?: number
  isActive?: boolean
}

type MembersOf = (team: number, actor: User) => ChainableContract
let membersOf: MembersOf

/** Takes a subquery of the ids of a team's members, empty when the actor doesn't see the team. */
export function registerTeamFilter(memberIdsOf: MembersOf) {
  membersOf = memberIdsOf
}

/** Search matches names, and for admins e-mail addresses. */
export function listUsers(actor: User, { search, role, team, isActive }: UserFilters = {}) {
  const names = [`username`, `first_name || ' ' || last_name`, ...(actor.isAdmin ? ['email'] : [])]

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
