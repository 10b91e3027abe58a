import vine from '@vinejs/vine'
import { ROLES } from '#accounts/users/models/user'
import { id } from '#core/validation/rules'
import { newPassword } from '#accounts/passwords/validators/password'
import { email, profile, username } from '#accounts/users/validators/user'
import { TEAM_ROLES } from '#teams/members/models/team_member'
import { listParams } from '#api/pagination/list_params'
import { Ordering } from '#api/pagination/ordering'

export const invitationValidator = vine.create(
  vine
    .object({
      email: email(),
      role: vine.enum(ROLES).optional(),
      team: id().nullable().optional(),
      team_role: vine.enum(TEAM_ROLES).nullable().optional(),
    })
    .toCamelCase()
)

const token = () => vine.string().minLength(1).maxLength(200)

/** The address is the invitation's. */
export const acceptanceValidator = vine.create(
  vine
    .object({ token: token(), username: username(), password: newPassword(), ...profile() })
    .toCamelCase()
)

export const tokenValidator = vine.create(vine.object({ token: token() }).toCamelCase())

export const invitationOrdering = new Ordering(
  'invitations',
  { created_at: 'invitations.created_at', expires_at: 'invitations.expires_at' },
  'created_at'
)

export const listInvitationsValidator = vine.create(
  vine.object(listParams(invitationOrdering)).toCamelCase()
)
