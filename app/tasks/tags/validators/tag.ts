import vine from '@vinejs/vine'
import { unique } from '#core/validation/unique'
import { readOnly } from '#core/validation/rules'
import { FORBIDDEN_IN_LINES } from '#core/validation/lines'
import { line, searched } from '#core/validation/text_rules'
import { listParams } from '#api/pagination/list_params'
import { Ordering } from '#api/pagination/ordering'

/** Commas separate tags in forms and filters. */
const WITHOUT_COMMA = new RegExp(`^[^,${FORBIDDEN_IN_LINES}]*$`, 'u')

export const tagName = () => line({ max: 50 }).regex(WITHOUT_COMMA)

export const MAX_TAGS = 50

const name = () => tagName().use(unique({ table: 'tags', column: 'name' }))

const readOnlyFields = {
  id: readOnly(),
  created_by: readOnly(),
  created_at: readOnly(),
  updated_at: readOnly(),
}

/** `meta.id` is the tag of a PUT. */
export const tagValidator = vine.create(vine.object({ name: name(), ...readOnlyFields }))

export const tagChangesValidator = vine.create(
  vine.object({ name: name().optional(), ...readOnlyFields })
)

export const tagOrdering = new Ordering(
  'tags',
  { name: 'lower(tags.name)', created_at: 'tags.created_at', updated_at: 'tags.updated_at' },
  'name'
)

export const listTagsValidator = vine.create(
  vine
    .object({
      ...listParams(tagOrdering),
      search: searched({ max: 50 }).optional(),
    })
    .toCamelCase()
)
