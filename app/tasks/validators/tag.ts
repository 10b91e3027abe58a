import vine from '@vinejs/vine'
import { unique } from '#core/validation/unique'
import { id, readOnly } from '#core/validation/rules'
import { listParams } from '#core/pagination/list_params'
import { Ordering } from '#core/pagination/ordering'

/** Without a comma: that separates tags in forms and in filters. */
export const tagName = () =>
  vine
    .string()
    .trim()
    .minLength(1)
    .maxLength(50)
    .regex(/^[^,]*$/)

/** How many tags one task or template may have. */
const MAX_TAGS = 50

/** The names of tags; where all is text, also several in one, by commas. */
export const tagNames = () => vine.array(tagName()).maxLength(MAX_TAGS).parse(splitText)

/** Tags by id or name; where all is text, by names, also several in one, by commas. */
export const tagReferences = () =>
  vine
    .array(
      vine.union([
        vine.union.if((value) => typeof value === 'number', id()),
        vine.union.else(tagName()),
      ])
    )
    .maxLength(MAX_TAGS)
    .parse(splitText)

function splitText(value: unknown, { meta }: { meta: { text?: boolean } }) {
  if (!meta.text || !Array.isArray(value)) return value
  return value.flatMap((item) => String(item).split(',')).filter((name) => name.trim() !== '')
}

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
      search: vine.string().trim().minLength(1).maxLength(50).optional(),
    })
    .toCamelCase()
)
