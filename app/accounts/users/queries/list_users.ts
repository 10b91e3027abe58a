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

/** Says who is in a team, as a subquery of ids: nobody in one that the actor doesn't see. */
export function registerTeamFilter(memberIdsOf: MembersOf) {
  membersOf = memberIdsOf
}

/**
 * The users whom the actor sees and that match all filters. Everybody finds people by their names, admins by their e-mail
 * addresses as well.
 */
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
