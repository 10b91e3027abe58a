import { TEAM_ROLES } from '#teams/members/models/team_member'
import { defineSchemas, defineSections, object, ID, INSTANT } from '#api/contract/schemas'

defineSchemas({
  TeamMember: object({
    user_id: ID,
    user: object({
      id: ID,
      username: { type: 'string', examples: ['maria'] },
      first_name: { type: 'string', examples: ['Maria'] },
      last_name: { type: 'string', examples: ['Silva'] },
    }),
    role: { type: 'string', enum: TEAM_ROLES, examples: ['member'] },
    created_at: INSTANT,
  }),
})

defineSections({
  members: {
    position: 202,
    title: 'Team members',
    description:
      'Team roles: a `lead` manages the team and its members, a `member` works on its tasks, a `viewer` only sees them. A team must keep at least one active lead; disabled accounts and users with the role `viewer` don’t count. Disabling an account is always possible; admins manage a team whose only lead was disabled.',
  },
})
