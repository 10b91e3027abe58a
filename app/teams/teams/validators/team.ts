import vine from '@vinejs/vine'
import { readOnly } from '#core/validation/rules'
import { prose } from '#core/validation/characters'
import { line, searched } from '#core/validation/text_rules'
import { listParams } from '#api/pagination/list_params'
import { Ordering } from '#api/pagination/ordering'
import { isTeamNameTaken } from '#teams/teams/queries/is_team_name_taken'

/** Among the teams that `meta.actor` sees. */
const freeTeamName = vine.createRule(
  async (value, _options, field) => {
    if (!field.isValid || String(value).includes('\0')) return
    const { actor, id } = field.meta
    if (await isTeamNameTaken(actor, value as string, id)) {
      field.report('{{ field }} is already taken', 'unique', field)
    }
  },
  { name: 'unique', isAsync: true }
)

const name = () => line({ max: 100 }).use(freeTeamName())

const description = () => prose(5000)

const readOnlyFields = {
  id: readOnly(),
  created_by: readOnly(),
  member_count: readOnly(),
  my_role: readOnly(),
  created_at: readOnly(),
  updated_at: readOnly(),
}

/** `meta`: `actor`, and the `id` of the team for PUT. */
export const teamValidator = vine.create(
  vine
    .object({ name: name(), description: description().optional(), ...readOnlyFields })
    .toCamelCase()
)

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
      search: searched({ max: 100 }).optional(),
    })
    .toCamelCase()
)
