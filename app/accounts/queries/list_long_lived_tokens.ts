import db from '@adonisjs/lucid/services/db'
import User from '#accounts/models/user'

export interface ListedToken {
  id: number
  name: string | null
  username: string
  created_at: Date
  last_used_at: Date | null
  expires_at: Date | null
}

/** The long-lived tokens of a user, or of all users, without their values: those are kept nowhere. */
export class ListLongLivedTokens {
  handle(user?: User): Promise<ListedToken[]> {
    const { table } = User.accessTokens
    return db
      .from(table)
      .join('users', 'users.id', `${table}.tokenable_id`)
      .if(user, (query) => query.where('users.id', user!.id))
      .select(`${table}.id`, 'name', 'username', `${table}.created_at`)
      .select('last_used_at', 'expires_at')
      .orderBy(`${table}.id`)
  }
}
