import vine from '@vinejs/vine'
import { PRIORITIES, STATUSES } from '#tasks/tasks/models/task'
import { tagName, MAX_TAGS } from '#tasks/tags/validators/tag'
import { prose } from '#core/validation/characters'
import { line } from '#core/validation/text_rules'
import {
  booleanFlag,
  hours,
  id,
  instant,
  integer,
  metadata,
  readOnly,
} from '#core/validation/rules'

const MAX_HOURS = 999_999.99
const MAX_PEOPLE = 100

const title = () => line({ max: 200 })

/**
 * By id, or by name, which creates missing ones; in text digits are an id, unless
 * `meta.tagsAreNames`.
 */
const tag = () =>
  vine.union([
    vine.union.if((value, { meta }) => isId(value, meta.text && !meta.tagsAreNames), id()),
    vine.union.else(tagName()),
  ])

const fields = {
  description: prose(50_000).optional(),
  status: vine.enum(STATUSES).optional(),
  priority: vine.enum(PRIORITIES).optional(),
  due_date: instant().nullable().optional(),
  estimated_hours: hours({ max: MAX_HOURS }).nullable().optional(),
  actual_hours: hours({ max: MAX_HOURS }).nullable().optional(),
  assigned_to: vine.array(id()).maxLength(MAX_PEOPLE).optional(),
  tags: vine.array(tag()).maxLength(MAX_TAGS).optional(),
  parent_task: id().nullable().optional(),
  team: id().nullable().optional(),
  metadata: metadata().optional(),
  is_archived: booleanFlag().optional(),
}

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

export const taskValidator = vine.create(
  vine.object({ title: title(), ...fields, ...readOnlyFields, version: readOnly() }).toCamelCase()
)

export const taskReplacementValidator = vine.create(
  vine.object({ title: title(), ...fields, ...readOnlyFields, version }).toCamelCase()
)

export const taskChangesValidator = vine.create(
  vine.object({ title: title().optional(), ...fields, ...readOnlyFields, version }).toCamelCase()
)

export const assignmentValidator = vine.create(
  vine
    .object({
      user_ids: vine.array(id()).maxLength(MAX_PEOPLE),
      mode: vine.enum(['add', 'remove', 'replace'] as const).optional(),
      version,
    })
    .toCamelCase()
)

function isId(value: unknown, isText: boolean): boolean {
  return typeof value === 'number' || (isText && /^\d+$/.test(String(value)))
}
