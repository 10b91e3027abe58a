import vine from '@vinejs/vine'
import { unique } from '#core/validation/unique'
import { readOnly } from '#core/validation/rules'
import { maxCharacters, prose } from '#core/validation/characters'
import { listParams } from '#core/pagination/list_params'
import { Ordering } from '#core/pagination/ordering'

const name = () =>
  vine
    .string()
    .trim()
    .minLength(1)
    .use(maxCharacters(100))
    .use(unique({ table: 'teams', column: 'name', softDeletes: true }))

const description = () => prose(5000)

const readOnlyFields = {
  id: readOnly(),
  created_by: readOnly(),
  member_count: readOnly(),
  my_role: readOnly(),
  created_at: readOnly(),
  updated_at: readOnly(),
}

/** A whole team, for POST and PUT. The team that a PUT is for is `meta.id`. */
export const teamValidator = vine.create(
  vine
    .object({ name: name(), description: description().optional(), ...readOnlyFields })
    .toCamelCase()
)

/** What changes in a team, for PATCH. The team is `meta.id`. */
export const teamChangesValidator = vine.create(
  vine
    .object({
      name: name().optional(),
      description: description().optional(),
      ...readOnlyFields,
    })
    .toCamelCase()
)

export const teamOrdering = new Ordering(
  'teams',
  { name: 'lower(teams.name)', created_at: 'teams.created_at', updated_at: 'teams.updated_at' },
  'name'
)

export const listTeamsValidator = vine.create(
  vine
    .object({
      ...listParams(teamOrdering),
      search: vine.string().trim().minLength(1).use(maxCharacters(100)).optional(),
    })
    .toCamelCase()
)
