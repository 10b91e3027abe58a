import { ROLES } from '#accounts/users/models/user'
import {
  defineSchemas,
  defineSections,
  nullable,
  object,
  ref,
  ID,
  INSTANT,
} from '#api/contract/schemas'

defineSchemas({
  User: object(
    {
      id: ID,
      username: { type: 'string', examples: ['maria'] },
      first_name: { type: 'string', examples: ['Maria'] },
      last_name: { type: 'string', examples: ['Silva'] },
      role: { type: 'string', enum: ROLES, examples: ['member'] },
      is_active: { type: 'boolean' },
      timezone: { type: 'string', examples: ['Europe/Berlin'] },
    },
    {
      email: {
        type: 'string',
        format: 'email',
        description: 'For the user and admins.',
        examples: ['maria@example.org'],
      },
      email_verified: {
        type: 'boolean',
        description: 'Whether the address is known to be theirs. For the user and admins.',
      },
      weekly_capacity_hours: {
        type: 'number',
        description: 'For the user and admins.',
        examples: [40],
      },
      shortcuts_enabled: {
        type: 'boolean',
        description: 'Whether pages react to single keys. For the user and admins.',
      },
      last_signed_in_at: nullable({ ...INSTANT, description: 'For the user and admins.' }),
      created_at: { ...INSTANT, description: 'For the user and admins.' },
      updated_at: { ...INSTANT, description: 'For the user and admins.' },
    }
  ),

  SignedIn: object({
    access: {
      type: 'string',
      description: 'The access token, a JWT: send it as `Authorization: Bearer …`.',
      examples: ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.Ux5…'],
    },
    refresh: {
      type: 'string',
      description: 'The refresh token, for one use: it gives the next pair of tokens.',
      examples: ['p2Wf5kq…'],
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
      'Users see themselves and who is in a team with them; admins and managers see everybody. Whom one doesn’t see doesn’t exist: not for a filter, nor to be assigned to a task or added to a team; only the names that stand on a task are shown to all who see the task. The e-mail address and what else is private is for the user and for admins. Users change themselves, admins change all.',
  },
})
