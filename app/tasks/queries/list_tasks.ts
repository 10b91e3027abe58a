import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/models/user'
import Task from '#tasks/models/task'
import { sealCursor } from '#core/pagination/cursor'
import { countOf, MAX_COUNT } from '#core/pagination/count'
import { cutPage, framePage } from '#core/pagination/page_window'
import { FindSight } from '#tasks/queries/find_sight'
import { filterTasks, type TaskQuery } from '#tasks/queries/filter_tasks'
import { taskDocument } from '#tasks/queries/task_document'
import { RELEVANCE, taskOrdering, type TaskFilters } from '#tasks/validators/task_filters'
import type { Page } from '#core/pagination/paginate'

/** How many of the latest hits a search ranks: ranking every hit of a common word takes seconds. */
export const MAX_RANKED = 2000

interface Found {
  id: number
  sort_value: string
  total: number
  document: string
}

/** Finds the tasks that a user sees: filtered, ordered and cut into pages. */
export class ListTasks {
  /** One page; its rows are documents (`TaskDocument`) as JSON text. */
  async handle(actor: User, filters: TaskFilters = {}): Promise<Page<string>> {
    const sight = await new FindSight().handle(actor)
    const matching = filterTasks(
      Task.query().withScopes((scopes) => scopes.visibleTo(actor, sight)),
      actor,
      filters
    )
    return taskOrdering.of(filters) === RELEVANCE
      ? this.readPage(this.ranked(matching, filters.search!), filters, MAX_RANKED)
      : this.readPage(matching, filters, MAX_COUNT)
  }

  /** The rows of the page and how many there are in all, in one statement. */
  private async readPage(query: TaskQuery, filters: TaskFilters, most: number) {
    const sort = taskOrdering.of(filters)
    const found = await cutPage(query.clone(), sort, filters)
      .select('tasks.id')
      .select(db.raw(`(${sort.expression})::text as sort_value`))
      .select(this.total(query, most).as('total'))
      .select(taskDocument())
      .pojo<Found>()
    const total = found[0]?.total ?? (await this.total(query, most).firstOrFail()).count
    const { rows, next, previous } = framePage(found, filters, (row) => [
      row.sort_value,
      String(row.id),
    ])

    return {
      rows: rows.map(({ document }) => document),
      ...countOf(total, most),
      next: next && sealCursor(sort, next),
      previous: previous && sealCursor(sort, previous),
    }
  }

  private total(query: TaskQuery, most: number) {
    const some = query
      .clone()
      .select(db.raw('1'))
      .limit(most + 1)
    return db.query().from(some.as('some')).count('*')
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
      .limit(MAX_RANKED + 1)

    return Task.query()
      .with('hits', hits as any)
      .join('hits', 'hits.id', 'tasks.id')
  }
}
