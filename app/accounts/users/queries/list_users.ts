import db from '@adonisjs/lucid/services/db'
import User, { type Role } from '#accounts/users/models/user'

export interface UserFilters {
  search?: string
  role?: Role[]
  team?: number
  isActive?: boolean
}

/**
 * The users whom the actor sees and that match all filters. Everybody finds people by their names, admins by their e-mail
 * addresses as well. A team that the actor doesn't see has nobody in it.
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

/** By table, because teams know of accounts and not the other way round. */
function membersOf(team: number, actor: User) {
  const membership = () => db.from('team_members').where('team_id', team)
  const live = db.from('teams').where('id', team).whereNull('deleted_at')

  return membership()
    .select('user_id')
    .whereExists(live)
    .if(!actor.isAdmin, (query) => query.whereExists(membership().where('user_id', actor.id)))
}
