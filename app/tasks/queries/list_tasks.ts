import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/models/user'
import Task from '#tasks/models/task'
import { sealCursor } from '#core/pagination/cursor'
import { countRows } from '#core/pagination/count'
import { cutPage, framePage } from '#core/pagination/page_window'
import { filterTasks, type TaskQuery } from '#tasks/queries/filter_tasks'
import { taskDocument } from '#tasks/queries/task_document'
import { RELEVANCE, taskOrdering, type TaskFilters } from '#tasks/validators/task_filters'
import type { Page } from '#core/pagination/paginate'

/** How many of the latest hits a search ranks: ranking every hit of a common word takes seconds. */
export const MAX_RANKED = 2000

interface Found {
  id: number
  sort_value: string
  document: string
}

/** Finds the tasks that a user sees: filtered, ordered and cut into pages. */
export class ListTasks {
  /** One page; its rows are documents (`TaskDocument`) as JSON text. */
  async handle(actor: User, filters: TaskFilters = {}): Promise<Page<string>> {
    const sort = taskOrdering.of(filters)
    const visible = Task.query().withScopes((scopes) => scopes.visibleTo(actor))
    const matching = filterTasks(visible, actor, filters)
    const ordered = sort === RELEVANCE ? this.ranked(matching, filters.search!) : matching

    const count = await countRows(ordered)
    const found = await cutPage(ordered.clone(), sort, filters)
      .select('tasks.id', db.raw(`(${sort.expression})::text as sort_value`), taskDocument())
      .pojo<Found>()
    const { rows, next, previous } = framePage(found, filters, (row) => [
      row.sort_value,
      String(row.id),
    ])

    return {
      rows: rows.map(({ document }) => document),
      ...count,
      next: next && sealCursor(sort, next),
      previous: previous && sealCursor(sort, previous),
    }
  }

  /** The latest hits of a search with how well each fits, as `hits.rank`. */
  private ranked(matching: TaskQuery, search: string): TaskQuery {
    const hits = matching
      .select('tasks.id')
      .select(
        db.raw(`ts_rank(tasks.search_vector, websearch_to_tsquery('english', ?)) as rank`, [search])
      )
      .orderBy([
        { column: 'tasks.created_at', order: 'desc' },
        { column: 'tasks.id', order: 'desc' },
      ])
      .limit(MAX_RANKED)

    return Task.query()
      .with('hits', hits as any)
      .join('hits', 'hits.id', 'tasks.id')
  }
}
