import vine from '@vinejs/vine'
import { integer, readOnly } from '#core/validation/rules'
import { FIELD_NAMES } from '#tasks/tasks/task_fields'
import { rulesOf, userIds } from '#tasks/tasks/field_kinds'

const { title, ...fields } = rulesOf(FIELD_NAMES)

const readOnlyFields = {
  id: readOnly(),
  created_by: readOnly(),
  created_at: readOnly(),
  updated_at: readOnly(),
  is_overdue: readOnly(),
  started_at: readOnly(),
  completed_at: readOnly(),
  deleted_at: readOnly(),
}

/** The version that the change is based on. */
const version = integer({ min: 1, max: 2 ** 31 - 1 }).optional()

export const newTask = { title, ...fields, ...readOnlyFields, version: readOnly() }
export const taskChanges = { title: title.optional(), ...fields, ...readOnlyFields, version }

export const taskValidator = vine.create(vine.object(newTask).toCamelCase())

export const taskReplacementValidator = vine.create(
  vine.object({ title, ...fields, ...readOnlyFields, version }).toCamelCase()
)

export const taskChangesValidator = vine.create(vine.object(taskChanges).toCamelCase())

export const assignmentValidator = vine.create(
  vine
    .object({
      user_ids: userIds(),
      mode: vine.enum(['add', 'remove', 'replace'] as const).optional(),
      version,
    })
    .toCamelCase()
)
