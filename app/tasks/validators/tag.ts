import vine from '@vinejs/vine'
import { unique } from '#core/validation/unique'
import { readOnly } from '#core/validation/rules'
import { maxCharacters } from '#core/validation/characters'
import { listParams } from '#core/pagination/list_params'
import { Ordering } from '#core/pagination/ordering'

/** Without a comma: that separates tags in forms and in filters. */
export const tagName = () =>
  vine
    .string()
    .trim()
    .minLength(1)
    .use(maxCharacters(50))
    .regex(/^[^,]*$/)

/** How many tags one task or template may have. */
export const MAX_TAGS = 50

const name = () => tagName().use(unique({ table: 'tags', column: 'name' }))

const readOnlyFields = {
  id: readOnly(),
  created_by: readOnly(),
  created_at: readOnly(),
  updated_at: readOnly(),
}

/** A whole tag, for POST and PUT. The tag that a PUT is for is `meta.id`. */
export const tagValidator = vine.create(vine.object({ name: name(), ...readOnlyFields }))

/** What changes in a tag, for PATCH. The tag is `meta.id`. */
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
      search: vine.string().trim().minLength(1).use(maxCharacters(50)).optional(),
    })
    .toCamelCase()
)
