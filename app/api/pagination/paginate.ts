import { appUrl } from '#config/app'
import type { HttpRequest } from '@adonisjs/core/http'
import type { LucidModel, LucidRow, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { countRows, type Count } from '#api/pagination/count'
import { sealCursor } from '#api/pagination/cursor'
import { limitToPage, rowsThatFit, toPage } from '#api/pagination/page_window'
import type { Ordering, Sort } from '#api/pagination/ordering'
import type { ListParams } from '#api/pagination/list_params'

export interface Neighbours {
  next: string | null
  previous: string | null
}

export interface Page<Row> extends Count, Neighbours {
  rows: Row[]
}

/** `bytes` is SQL for the length of a row's text. */
export async function readPage<Row extends LucidRow>(
  query: ModelQueryBuilderContract<LucidModel, Row>,
  ordering: Ordering<any>,
  params: ListParams,
  bytes?: string
): Promise<Page<Row>> {
  const sort = ordering.of(params)
  const count = await countRows(query)
  const room = bytes === undefined ? Infinity : await roomFor(query, sort, params, bytes)
  const found = await limitToPage(query.clone(), sort, params)
    .if(room < Infinity, (rows) => rows.limit(room + 1))
    .select(`${ordering.table}.*`)
    .select(query.client.raw(`(${sort.expression})::text as sort_value`))
  const { rows, next, previous } = toPage(
    found,
    params,
    (row) => [row.$extras.sort_value, String(row.$primaryKeyValue)],
    room
  )

  return {
    rows,
    ...count,
    next: next && sealCursor(sort, next),
    previous: previous && sealCursor(sort, previous),
  }
}

/** Reads the lengths of the rows' texts before the texts. */
async function roomFor(
  query: ModelQueryBuilderContract<LucidModel, any>,
  sort: Sort,
  params: ListParams,
  bytes: string
): Promise<number> {
  const rows = await limitToPage(query.clone().clearSelect(), sort, params)
    .select(query.client.raw(`${bytes} as bytes`))
    .pojo<{ bytes: number }>()
  return rowsThatFit(rows.map((row) => row.bytes))
}

export function listMetadata(request: HttpRequest, page: Count & Neighbours) {
  return {
    count: page.count,
    count_exact: page.countExact,
    next: page.next && addressOf(request, page.next),
    previous: page.previous && addressOf(request, page.previous),
  }
}

/** Uses APP_URL: the Host header can be forged. */
function addressOf(request: HttpRequest, cursor: string) {
  const address = new URL(appUrl)
  address.pathname = request.url()
  address.search = request.parsedUrl.query ?? ''
  address.searchParams.delete('page')
  address.searchParams.set('cursor', cursor)

  return address.href
}
