import { appUrl } from '#config/app'
import type { HttpRequest } from '@adonisjs/core/http'
import type { LucidModel, LucidRow, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { countRows, type Count } from '#core/pagination/count'
import { sealCursor } from '#core/pagination/cursor'
import { cutPage, framePage } from '#core/pagination/page_window'
import type { Ordering } from '#core/pagination/ordering'
import type { ListParams } from '#core/pagination/list_params'

/** The neighbours of a page: cursors, null where the list ends. */
export interface Neighbours {
  next: string | null
  previous: string | null
}

export interface Page<Row> extends Count, Neighbours {
  rows: Row[]
}

interface Options<Row, Results> {
  ordering: Ordering<any>
  params: ListParams
  transform: (rows: Row[]) => Results
}

/**
 * Answers one page of what the query finds: `{ count, count_exact, next, previous, results }`. The
 * transformer gets all rows of the page at once.
 */
export async function paginate<Row extends LucidRow, Results>(
  request: HttpRequest,
  query: ModelQueryBuilderContract<LucidModel, Row>,
  { ordering, params, transform }: Options<Row, Results>
) {
  const page = await readPage(query, ordering, params)
  return { ...listHead(request, page), results: transform(page.rows) }
}

/** Reads one page of what the query finds, with cursors to its neighbours. */
export async function readPage<Row extends LucidRow>(
  query: ModelQueryBuilderContract<LucidModel, Row>,
  ordering: Ordering<any>,
  params: ListParams
): Promise<Page<Row>> {
  const sort = ordering.of(params)
  const count = await countRows(query)
  const found = await cutPage(query.clone(), sort, params)
    .select(`${ordering.table}.*`)
    .select(query.client.raw(`(${sort.expression})::text as sort_value`))
  const { rows, next, previous } = framePage(found, params, (row) => [
    row.$extras.sort_value,
    String(row.$primaryKeyValue),
  ])

  return {
    rows,
    ...count,
    next: next && sealCursor(sort, next),
    previous: previous && sealCursor(sort, previous),
  }
}

/** All of a list's answer but the results: the count, and the neighbours as absolute addresses. */
export function listHead(request: HttpRequest, page: Count & Neighbours) {
  return {
    count: page.count,
    count_exact: page.countExact,
    next: page.next && addressOf(request, page.next),
    previous: page.previous && addressOf(request, page.previous),
  }
}

/** By the public address of the product: whatever the request says its host is may be forged. */
function addressOf(request: HttpRequest, cursor: string) {
  const address = new URL(appUrl)
  address.pathname = request.url()
  address.search = request.parsedUrl.query ?? ''
  address.searchParams.delete('page')
  address.searchParams.set('cursor', cursor)

  return address.href
}
