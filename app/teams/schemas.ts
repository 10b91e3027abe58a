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
    my_role: nullable({
      ...role,
      description: 'Your role in the team; null if you are not a member.',
    }),
    created_at: INSTANT,
    updated_at: INSTANT,
  }),

  Invitation: object({
    id: ID,
    email: { type: 'string', examples: ['ada@example.org'] },
    role: { type: 'string', enum: ROLES, examples: ['member'] },
    team: nullable(object({ id: ID, name: { type: 'string', examples: ['Launch'] } })),
    team_role: nullable(role),
    created_by: nullable({
      ...PERSON,
      description: 'Null if the invitation was sent by an operator.',
    }),
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
      'Groups of users who share tasks. Members see their own teams, admins see all. Leads and admins can change a team.',
  },
  invitations: {
    title: 'Invitations',
    description:
      'Invite someone by email to register or to join a team. The recipient creates an account through the link, or joins the team with an existing account.',
  },
  members: {
    title: 'Team members',
    description:
      'Team roles: a `lead` manages the team and its members, a `member` works on its tasks, a `viewer` only sees them. A team must keep at least one active lead; disabled accounts and users with the role `viewer` don’t count. Disabling an account is always possible; admins manage a team whose only lead was disabled.',
  },
})
