import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#accounts/users/actor'
import Tag from '#tasks/tags/models/tag'
import Task, { SEARCH_IN_SQL } from '#tasks/tasks/models/task'
import { sealCursor } from '#api/pagination/cursor'
import { countOf, countRows, MAX_COUNT } from '#api/pagination/count'
import { limitToPage, rowsThatFit, toPage, MAX_PAGE_BYTES } from '#api/pagination/page_window'
import { findVisibility } from '#tasks/lists/queries/find_visibility'
import { filterTasks, type TaskQuery } from '#tasks/lists/queries/filter_tasks'
import { searchQuery } from '#tasks/lists/queries/search_query'
import { taskDocument } from '#tasks/tasks/queries/task_document'
import { RELEVANCE, taskOrdering, type TaskFilters } from '#tasks/lists/validators/task_filters'
import type { Page } from '#api/pagination/paginate'

/** A search ranks only the latest hits: ranking every hit of a common word takes seconds. */
const MAX_RANKED = 2000

interface Found {
  id: number
  sort_value: string
  total: number
  bytes: number
  document: string
}

interface Options {
  /** Without description and metadata. */
  brief?: boolean
}

/**
 * One statement counts and reads a page of documents. Few matches are collected and sorted; for
 * many, an index in list order is scanned until the page is full. PostgreSQL can't choose between
 * the plans reliably, and the wrong one takes a second at a million tasks.
 */
export async function listTasks(
  actor: Actor,
  filters: TaskFilters = {},
  options: Options = {}
): Promise<Page<string>> {
  const visibility = await findVisibility(actor)
  const tagIds = filters.tags && (await findTagIds(filters.tags))
  const visible = Task.query().withScopes((scopes) => scopes.visibleTo(actor, visibility))
  const matching = filterTasks(visible, actor, { ...filters, tagIds })

  const sort = taskOrdering.of(filters)
  const most = sort === RELEVANCE ? MAX_RANKED : MAX_COUNT
  const found = (await statementFor(matching, filters, options)) as Found[]
  const count = found.length > 0 ? countOf(found[0].total, most) : await countRows(matching, most)
  const { rows, next, previous } = toPage(
    found,
    filters,
    (row) => [row.sort_value, String(row.id)],
    rowsThatFit(found.map(({ bytes }) => bytes))
  )

  return {
    rows: rows.map(({ document }) => document),
    ...count,
    next: next && sealCursor(sort, next),
    previous: previous && sealCursor(sort, previous),
  }
}

async function findTagIds(references: readonly string[]): Promise<number[]> {
  const tags = await Tag.query().withScopes((scopes) => scopes.matching(references))
  return tags.map(({ id }) => id)
}

function statementFor(matching: TaskQuery, filters: TaskFilters, { brief }: Options) {
  const sort = taskOrdering.of(filters)
  const page = (tasks: TaskQuery) =>
    limitToPage(tasks, sort, filters).select(
      'tasks.*',
      db.raw(`(${sort.expression})::text as sort_value`),
      db.raw(brief ? '0 as bytes' : 'octet_length(tasks.description) as bytes')
    )
  const statement = db
    .query()
    .with('matching', gathered(matching))
    .with('matched', db.from('matching').count('* as total'))
  if (sort !== RELEVANCE) return documents(statement, either(matching, page), 'matched', brief)

  const hits = either(matching, (tasks) => latest(tasks, filters.search!))
  return documents(
    statement.with('hits', hits).with('ranked', db.from('hits').count('* as total')),
    page(Task.query().join('hits', 'hits.id', 'tasks.id')),
    'ranked',
    brief
  )
}

/** Ids of all matches, or of one more than is counted. */
function gathered(matching: TaskQuery) {
  const ids = matching.clone().select('tasks.id')
  return ids.limit(MAX_COUNT + 1)
}

/** Reads from the collected ids if they are complete, else from all tasks. */
function either(matching: TaskQuery, read: (tasks: TaskQuery) => TaskQuery) {
  const total = '(select total from matched)'
  const those = Task.query().join('matching', 'matching.id', 'tasks.id')
  const few = read(those.whereRaw(`${total} <= ?`, [MAX_COUNT]))
  const many = read(matching.clone().whereRaw(`${total} > ?`, [MAX_COUNT]))

  return db.from(few.as('few')).unionAll(db.from(many.as('many')))
}

/** The latest matches with their rank. */
function latest(tasks: TaskQuery, search: string) {
  const rank = `ts_rank(tasks.search_vector, ${SEARCH_IN_SQL}) as rank`
  return tasks
    .select('tasks.id', db.raw(rank, [searchQuery(search)]))
    .orderByRaw('tasks.created_at desc, tasks.id desc')
    .limit(MAX_RANKED + 1)
}

/** Documents with the total count, until the page's size limit is reached. */
function documents(
  statement: DatabaseQuery,
  page: DatabaseQuery | TaskQuery,
  counted: string,
  brief?: boolean
) {
  const measured = db
    .from(page.as('page'))
    .select('*')
    .select(db.raw('sum(bytes) over (rows unbounded preceding) - bytes as bytes_before'))

  return statement
    .from(measured.as('tasks'))
    .where('tasks.bytes_before', '<=', MAX_PAGE_BYTES)
    .select('tasks.id', 'tasks.sort_value', 'tasks.bytes')
    .select(db.raw(`(select total from ${counted}) as total`))
    .select(taskDocument({ brief }))
}

type DatabaseQuery = ReturnType<typeof db.query>
