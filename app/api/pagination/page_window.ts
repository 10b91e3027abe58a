import type { Sort } from '#api/pagination/ordering'
import type { Position } from '#api/pagination/cursor'
import type { ListParams } from '#api/pagination/list_params'
import { DEFAULT_PAGE_SIZE } from '#api/pagination/list_params'

/** As much of a query builder (Lucid's, for models or tables) as a page needs. */
interface Orderable {
  whereRaw(sql: string, bindings: any[]): this
  orderByRaw(sql: string): this
  offset(rows: number): this
  limit(rows: number): this
}

/**
 * One row more than the page shows whether the list goes on; pages before a position are reversed.
 */
export function cutPage<Query extends Orderable>(query: Query, sort: Sort, params: ListParams) {
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

/** How long the texts of a page may be together, in bytes: as long as the body of a request. */
export const MAX_PAGE_BYTES = 1024 * 1024

/** How many rows of these sizes come before a page is full; one at least. */
export function fitting(sizes: readonly number[]): number {
  let bytes = 0
  const end = sizes.findIndex((size, index) => (bytes += size) > MAX_PAGE_BYTES && index > 0)
  return end < 0 ? sizes.length : end
}

/** `room` limits the page where its size in bytes does. */
export function framePage<Row>(
  found: Row[],
  params: ListParams,
  placeOf: (row: Row) => Position['row'],
  room = Infinity
) {
  const backwards = isBackwards(params)
  const size = Math.min(pageSizeOf(params), room)
  const goesOn = found.length > size
  const cut = found.slice(0, size)
  const rows = backwards ? cut.reverse() : cut
  const isFirst = backwards ? !goesOn : !params.cursor && (params.page ?? 1) === 1
  const isLast = !backwards && !goesOn

  return {
    rows,
    next: isLast || !rows.length ? null : { row: placeOf(rows.at(-1)!), backwards: false },
    previous: isFirst || !rows.length ? null : { row: placeOf(rows[0]), backwards: true },
  }
}

const pageSizeOf = (params: ListParams) => params.pageSize ?? DEFAULT_PAGE_SIZE
const isBackwards = (params: ListParams) => params.cursor?.backwards ?? false
