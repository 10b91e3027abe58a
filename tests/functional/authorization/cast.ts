import db from '@adonisjs/lucid/services/db'
import User, { ROLES } from '#accounts/users/models/user'
import { hashPassword } from '#accounts/passwords/passwords'
import { PASSWORD } from '#database/factories/user_factory'

/** One actor for each role, and the owners of everything else. */
export interface Cast {
  viewer: User
  member: User
  manager: User
  admin: User
  /** Created what the actor didn't, and leads the actor's teams. */
  other: User
  /** A member of every team of the actor. */
  mate: User
  /** In no team. */
  newcomer: User
}

/** Hashing is slow on purpose, so the cast is created once with one hash for all. */
export async function createCast(): Promise<Cast> {
  const password = await hashPassword(PASSWORD)
  const names = [...ROLES, 'other', 'mate', 'newcomer']
  await db.table('users').multiInsert(
    names.map((name) => ({
      username: `walk_${name}`,
      email: `walk_${name}@example.org`,
      role: ROLES.find((role) => role === name) ?? 'member',
      password,
    }))
  )
  const made = await everybody()
  return Object.fromEntries(made.map((user) => [user.username.slice(5), user])) as unknown as Cast
}

export async function dismissCast() {
  await everybody().delete()
}

const everybody = () => User.query().where('username', 'like', 'walk\_%')
