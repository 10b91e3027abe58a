import vine from '@vinejs/vine'
import { ROLES } from '#accounts/users/models/user'
import { listParams } from '#api/pagination/list_params'
import { Ordering } from '#api/pagination/ordering'
import { line, searched } from '#core/validation/text_rules'
import { newPassword } from '#accounts/passwords/validators/password'
import { booleanFlag, commaList, hours, id, readOnly, timezone } from '#core/validation/rules'

/** ASCII only, against lookalike names. */
export const username = () =>
  vine
    .string()
    .minLength(3)
    .maxLength(30)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)

export const email = () =>
  vine
    .string()
    .maxLength(254)
    .email()
    .regex(/^[\x21-\x7e]+$/)

export const profile = () => ({
  first_name: line({ min: 0, max: 100 }).optional(),
  last_name: line({ min: 0, max: 100 }).optional(),
  timezone: timezone().optional(),
})

const changeable = () => ({
  ...profile(),
  weekly_capacity_hours: hours({ max: 168 }).optional(),
  shortcuts_enabled: booleanFlag().optional(),
  role: vine.enum(ROLES).optional(),
  is_active: booleanFlag().optional(),

  id: readOnly(),
  email_verified: readOnly(),
  last_signed_in_at: readOnly(),
  created_at: readOnly(),
  updated_at: readOnly(),
})

export const registrationValidator = vine.create(
  vine
    .object({ username: username(), email: email(), password: newPassword(), ...profile() })
    .toCamelCase()
)

/** `meta.id` is the user. */
export const userValidator = vine.create(
  vine.object({ username: username(), email: email(), ...changeable() }).toCamelCase()
)

export const userChangesValidator = vine.create(
  vine
    .object({ username: username().optional(), email: email().optional(), ...changeable() })
    .toCamelCase()
)

export const userOrdering = new Ordering(
  'users',
  { username: 'lower(users.username)', created_at: 'users.created_at' },
  'username'
)

export const listUsersValidator = vine.create(
  vine
    .object({
      ...listParams(userOrdering),
      search: searched({ max: 100 }).optional(),
      role: commaList(vine.enum(ROLES)).optional(),
      team: id().optional(),
      is_active: booleanFlag().optional(),
    })
    .toCamelCase()
)
