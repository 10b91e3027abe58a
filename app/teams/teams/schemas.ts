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
})

defineSections({
  teams: {
    position: 201,
    title: 'Teams',
    description:
      'Groups of users who share tasks. Members see their own teams, admins see all. Leads and admins can change a team.',
  },
})
