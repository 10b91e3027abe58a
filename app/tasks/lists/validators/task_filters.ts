import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { PRIORITIES, STATUSES } from '#tasks/tasks/models/task'
import { listParams } from '#api/pagination/list_params'
import { searched } from '#core/validation/text_rules'
import { Ordering, type Sort } from '#api/pagination/ordering'
import { booleanFlag, commaList, id, instantOrDate } from '#core/validation/rules'

/** The default order of a search. */
export const RELEVANCE: Sort = {
  name: 'relevance',
  expression: 'hits.rank',
  id: 'tasks.id',
  descending: true,
}

/** Tasks without a due date come last in both directions. */
export const taskOrdering = new Ordering(
  'tasks',
  {
    created_at: 'tasks.created_at',
    updated_at: 'tasks.updated_at',
    due_date: {
      ascending: `coalesce(tasks.due_date, 'infinity')`,
      descending: `coalesce(tasks.due_date, '-infinity')`,
    },
    priority: 'tasks.priority_rank',
    status: 'tasks.status_rank',
    title: 'lower(tasks.title) collate "und-x-icu"',
  },
  '-created_at',
  RELEVANCE
)

const idOr = <Word extends string>(...words: Word[]) =>
  vine.union([
    vine.union.if((value) => words.includes(value as Word), vine.enum(words)),
    vine.union.else(id()),
  ])

const filters = vine.object({
  ...listParams(taskOrdering),
  status: commaList(vine.enum(STATUSES)).optional(),
  priority: commaList(vine.enum(PRIORITIES)).optional(),
  assigned_to: commaList(idOr('me', 'none')).optional(),
  created_by: commaList(idOr('me')).optional(),
  team: commaList(idOr('none')).optional(),
  tags: commaList(searched({ max: 50 })).optional(),
  parent_task: commaList(idOr('none')).optional(),
  is_archived: commaList(booleanFlag()).optional(),
  overdue: booleanFlag().optional(),
  due_after: instantOrDate().optional(),
  due_before: instantOrDate().optional(),
  created_after: instantOrDate().optional(),
  created_before: instantOrDate().optional(),
  updated_after: instantOrDate().optional(),
  updated_before: instantOrDate().optional(),
  search: searched({ min: 0, max: 500 }).optional(),
})

export const taskFiltersValidator = vine.create(filters.clone().toCamelCase())

export const SHOWN = ['open', 'closed', 'all'] as const
export type Shown = (typeof SHOWN)[number]

const show = vine.enum(SHOWN).optional()

export const listPageValidator = vine.create(
  vine.object({ ...filters.getProperties(), show }).toCamelCase()
)

export const listViewValidator = vine.create(
  vine.object({
    ordering: vine.enum(taskOrdering.names).optional(),
    show,
    reset: booleanFlag().optional(),
  })
)

export type TaskFilters = Infer<typeof taskFiltersValidator>
