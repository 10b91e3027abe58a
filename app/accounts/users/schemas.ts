import { ROLES } from '#accounts/users/models/user'
import { defineSchemas, defineSections, nullable, object, ID, INSTANT } from '#api/contract/schemas'

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
        description: 'Visible to the user and admins.',
        examples: ['maria@example.org'],
      },
      email_verified: {
        type: 'boolean',
        description: 'Whether the user has confirmed the address. Visible to the user and admins.',
      },
      weekly_capacity_hours: {
        type: 'number',
        description: 'Visible to the user and admins.',
        examples: [40],
      },
      shortcuts_enabled: {
        type: 'boolean',
        description: 'Whether single-key shortcuts are on. Visible to the user and admins.',
      },
      last_signed_in_at: nullable({ ...INSTANT, description: 'Visible to the user and admins.' }),
      created_at: { ...INSTANT, description: 'Visible to the user and admins.' },
      updated_at: { ...INSTANT, description: 'Visible to the user and admins.' },
    }
  ),
})

defineSections({
  users: {
    position: 102,
    title: 'Users',
    description:
      'Users see themselves and the members of their teams; admins and managers see everyone. Users who are not visible to you are treated as missing: you can’t filter by them, assign tasks to them or add them to a team. The names on a task are visible to everyone who can see the task. Email addresses and other private fields are visible only to the user and to admins. Users can update themselves; admins can update anyone.',
  },
})
