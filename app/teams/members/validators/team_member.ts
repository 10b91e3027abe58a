import vine from '@vinejs/vine'
import { id, readOnly } from '#core/validation/rules'
import { searched } from '#core/validation/text_rules'
import { TEAM_ROLES } from '#teams/members/models/team_member'
import { listParams } from '#api/pagination/list_params'
import { Ordering } from '#api/pagination/ordering'

const role = () => vine.enum(TEAM_ROLES)

const readOnlyFields = { user: readOnly(), created_at: readOnly() }

export const teamMemberValidator = vine.create(
  vine.object({ user_id: id(), role: role().optional(), ...readOnlyFields }).toCamelCase()
)

export const teamMemberChangesValidator = vine.create(
  vine.object({ role: role().optional(), user_id: readOnly(), ...readOnlyFields }).toCamelCase()
)

export const teamMemberOrdering = new Ordering(
  'team_members',
  { created_at: 'team_members.created_at' },
  'created_at'
)

export const listTeamMembersValidator = vine.create(
  vine
    .object({
      ...listParams(teamMemberOrdering),
      search: searched({ max: 100 }).optional(),
      role: role().optional(),
    })
    .toCamelCase()
)
