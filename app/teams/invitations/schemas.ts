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

defineSchemas({
  Invitation: object({
    id: ID,
    email: { type: 'string', examples: ['ada@example.org'] },
    role: { type: 'string', enum: ROLES, examples: ['member'] },
    team: nullable(object({ id: ID, name: { type: 'string', examples: ['Launch'] } })),
    team_role: nullable({ type: 'string', enum: TEAM_ROLES, examples: ['member'] }),
    created_by: nullable({
      ...PERSON,
      description: 'Null if the invitation was sent by an operator.',
    }),
    expires_at: INSTANT,
    created_at: INSTANT,
  }),
})

defineSections({
  invitations: {
    position: 203,
    title: 'Invitations',
    description:
      'Invite someone by email to register or to join a team. The recipient creates an account through the link, or joins the team with an existing account.',
  },
})
