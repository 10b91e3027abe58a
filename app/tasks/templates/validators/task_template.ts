import vine from '@vinejs/vine'
import { TEMPLATE_FIELDS } from '#tasks/tasks/task_fields'
import { rulesOf } from '#tasks/tasks/field_kinds'
import { MAX_TAGS, tagName } from '#tasks/tags/validators/tag'
import { commaList, id, readOnly } from '#core/validation/rules'
import { line, searched } from '#core/validation/text_rules'
import { listParams } from '#api/pagination/list_params'
import { Ordering } from '#api/pagination/ordering'

const name = () => line({ max: 100 })
const { title, ...fields } = rulesOf(TEMPLATE_FIELDS)

const otherFields = {
  ...fields,
  tags: vine.array(tagName()).maxLength(MAX_TAGS).optional(),
  id: readOnly(),
  created_by: readOnly(),
  created_at: readOnly(),
  updated_at: readOnly(),
}

export const taskTemplateValidator = vine.create(
  vine.object({ name: name(), title, ...otherFields }).toCamelCase()
)

export const taskTemplateChangesValidator = vine.create(
  vine.object({ name: name().optional(), title: title.optional(), ...otherFields }).toCamelCase()
)

export const taskTemplateOrdering = new Ordering(
  'task_templates',
  {
    name: 'lower(task_templates.name)',
    created_at: 'task_templates.created_at',
    updated_at: 'task_templates.updated_at',
  },
  'name'
)

export const listTaskTemplatesValidator = vine.create(
  vine
    .object({
      ...listParams(taskTemplateOrdering),
      search: searched({ max: 100 }).optional(),
      team: commaList(id()).optional(),
    })
    .toCamelCase()
)
