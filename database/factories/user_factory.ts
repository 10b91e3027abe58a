import User from '#accounts/users/models/user'
import Factory from '@adonisjs/lucid/factories'
import { hashPassword } from '#accounts/passwords/passwords'
import { randomBytes } from 'node:crypto'

/** The password of everybody whom a factory makes. */
export const PASSWORD = 'correct horse battery'

export const UserFactory = Factory.define(User, () => {
  const username = `user_${randomBytes(5).toString('hex')}`
  return {
    username,
    email: `${username}@example.org`,
    password: PASSWORD,
    role: 'member' as const,
  }
})
  .before('create', async (_, user) => {
    user.password = await hashPassword(user.password)
  })
  .state('admin', (user) => (user.role = 'admin'))
  .state('manager', (user) => (user.role = 'manager'))
  .state('viewer', (user) => (user.role = 'viewer'))
  .state('disabled', (user) => (user.isActive = false))
  .build()
