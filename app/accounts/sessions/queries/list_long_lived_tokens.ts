import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/users/models/user'

export interface ListedToken {
  id: number
  name: string | null
  username: string
  created_at: Date
  last_used_at: Date | null
  expires_at: Date | null
}

/** Of a user, or of all. */
export function listLongLivedTokens(user?: User): Promise<ListedToken[]> {
  return db
    .from('auth_access_tokens as token')
    .join('users', 'users.id', 'token.tokenable_id')
    .if(user, (query) => query.where('users.id', user!.id))
    .select('token.id', 'token.name', 'username', 'token.created_at')
    .select('token.last_used_at', 'token.expires_at')
    .orderBy('token.id')
}
