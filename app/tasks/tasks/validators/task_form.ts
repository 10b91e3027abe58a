import vine from '@vinejs/vine'
import { newTask, taskChanges } from '#tasks/tasks/validators/task'
import { tagName, MAX_TAGS } from '#tasks/tags/validators/tag'

/** Typed into one field, with commas: 2030 is the name of a tag there, not an id. */
const tags = vine.array(tagName()).maxLength(MAX_TAGS).parse(splitNames).optional()

export const taskFormValidator = vine.create(vine.object({ ...newTask, tags }).toCamelCase())

export const taskFormChangesValidator = vine.create(
  vine.object({ ...taskChanges, tags }).toCamelCase()
)

function splitNames(value: unknown) {
  if (!Array.isArray(value)) return value
  const names = value.flatMap((text) => String(text).split(','))
  return names.map((name) => name.trim()).filter(Boolean)
}
