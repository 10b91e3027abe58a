import { ROLES } from '#accounts/users/models/user'
import { TEAM_ROLES } from '#teams/members/models/team_member'
import {
  defineSchemas,
  defineSections,
  nullable,
  object,
  ID,
  INSTANT,
  PERSON,
} from '#api/contract/schemas'

const role = { type: 'string', enum: TEAM_ROLES, examples: ['member'] }

defineSchemas({
  Team: object({
    id: ID,
    name: { type: 'string', examples: ['Launch'] },
    description: { type: 'string', examples: ['Everything that the launch needs.'] },
    created_by: PERSON,
    member_count: { type: 'integer', minimum: 0, examples: [5] },
    my_role: nullable({ ...role, description: 'Your own role in the team; null for outsiders.' }),
    created_at: INSTANT,
    updated_at: INSTANT,
  }),

  Invitation: object({
    id: ID,
    email: { type: 'string', examples: ['ada@example.org'] },
    role: { type: 'string', enum: ROLES, examples: ['member'] },
    team: nullable(object({ id: ID, name: { type: 'string', examples: ['Launch'] } })),
    team_role: nullable(role),
    created_by: nullable({ ...PERSON, description: 'Null where an operator invited.' }),
    expires_at: INSTANT,
    created_at: INSTANT,
  }),

  TeamMember: object({
    user_id: ID,
    user: object({
      id: ID,
      username: { type: 'string', examples: ['maria'] },
      first_name: { type: 'string', examples: ['Maria'] },
      last_name: { type: 'string', examples: ['Silva'] },
    }),
    role,
    created_at: INSTANT,
  }),
})

defineSections({
  teams: {
    title: 'Teams',
    description:
      'People who work on tasks together and see each other’s. Members see their teams, admins all; leads and admins change them.',
  },
  invitations: {
    title: 'Invitations',
    description:
      'By mail, to an installation or into a team. Who is invited makes an account by the link, or joins with the one they have.',
  },
  members: {
    title: 'Members of a team',
    description:
      'A member is a lead, who manages the team and its members; a member, who works on its tasks; or a viewer, who sees them. A team keeps a lead who can act: disabled accounts and users whose role is viewer don’t count. An account can always be disabled, and admins manage a team whose only lead was.',
  },
})
