import { ROLES } from '#accounts/models/user'
import {
  defineSchemas,
  defineSections,
  nullable,
  object,
  ref,
  ID,
  INSTANT,
} from '#core/contract/schemas'

const text = { type: 'string' }

defineSchemas({
  User: object(
    {
      id: ID,
      username: text,
      first_name: text,
      last_name: text,
      role: { type: 'string', enum: ROLES },
      is_active: { type: 'boolean' },
      timezone: { type: 'string', examples: ['Europe/Berlin'] },
    },
    {
      email: { type: 'string', format: 'email', description: 'For the user and admins.' },
      weekly_capacity_hours: { type: 'number', description: 'For the user and admins.' },
      last_signed_in_at: nullable({ ...INSTANT, description: 'For the user and admins.' }),
      created_at: { ...INSTANT, description: 'For the user and admins.' },
      updated_at: { ...INSTANT, description: 'For the user and admins.' },
    }
  ),

  SignedIn: object({
    access: {
      type: 'string',
      description: 'The access token, a JWT: send it as `Authorization: Bearer …`.',
    },
    refresh: {
      type: 'string',
      description: 'The refresh token, for one use: it gives the next pair of tokens.',
    },
    user: ref('User'),
  }),
})

defineSections({
  auth: {
    title: 'Signing in',
    description:
      'Signing in gives a short-lived access token and a refresh token for the next one. Signing out, another password and disabling the account end access at once. Programs use long-lived access tokens that an operator makes, in the same header.',
  },
  users: {
    title: 'Users',
    description:
      'Everybody sees who there is; the e-mail address and what else is private is for the user and for admins. Users change themselves, admins change all.',
  },
})
