import type { Sort } from '#api/pagination/ordering'
import type { Position } from '#api/pagination/cursor'
import type { ListParams } from '#api/pagination/list_params'
import { DEFAULT_PAGE_SIZE } from '#api/pagination/list_params'

/** The methods that pagination needs, of Lucid's model and table builders. */
interface Orderable {
  whereRaw(sql: string, bindings: any[]): this
  orderByRaw(sql: string): this
  offset(rows: number): this
  limit(rows: number): this
}

/** Fetches one extra row to detect a next page; pages before a cursor are read in reverse. */
export function limitToPage<Query extends Orderable>(query: Query, sort: Sort, params: ListParams) {
  const { cursor, page = 1 } = params
  const size = pageSizeOf(params)
  const descending = sort.descending !== isBackwards(params)
  const direction = descending ? 'desc' : 'asc'

  if (cursor) {
    const beyond = descending ? '<' : '>'
    query.whereRaw(`(${sort.expression}, ${sort.id}) ${beyond} (?, ?)`, cursor.row)
  } else if (page > 1) {
    query.offset((page - 1) * size)
  }

  return query
    .orderByRaw(`${sort.expression} ${direction}, ${sort.id} ${direction}`)
    .limit(size + 1)
}

/** The total size of a page's texts: as large as a request body may be. */
export const MAX_PAGE_BYTES = 1024 * 1024

export function rowsThatFit(sizes: readonly number[]): number {
  let bytes = 0
  const end = sizes.findIndex((size, index) => (bytes += size) > MAX_PAGE_BYTES && index > 0)
  return end < 0 ? sizes.length : end
}

export function toPage<Row>(
  found: Row[],
  params: ListParams,
  positionOf: (row: Row) => Position['row'],
  maxRows = Infinity
) {
  const backwards = isBackwards(params)
  const size = Math.min(pageSizeOf(params), maxRows)
  const hasMore = found.length > size
  const cut = found.slice(0, size)
  const rows = backwards ? cut.reverse() : cut
  const isFirst = backwards ? !hasMore : !params.cursor && (params.page ?? 1) === 1
  const isLast = !backwards && !hasMore

  return {
    rows,
    next: isLast || !rows.length ? null : { row: positionOf(rows.at(-1)!), backwards: false },
    previous: isFirst || !rows.length ? null : { row: positionOf(rows[0]), backwards: true },
  }
}

const pageSizeOf = (params: ListParams) => params.pageSize ?? DEFAULT_PAGE_SIZE
const isBackwards = (params: ListParams) => params.cursor?.backwards ?? false
