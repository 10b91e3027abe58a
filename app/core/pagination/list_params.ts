import vine from '@vinejs/vine'
import { openCursor, type Position } from '#core/pagination/cursor'
import type { Ordering } from '#core/pagination/ordering'

export const DEFAULT_PAGE_SIZE = 25
export const MAX_PAGE_SIZE = 100

/** Skipping rows takes as long as reading them, so numbered pages end here and cursors go on. */
export const MAX_NUMBERED_ROWS = 10_000

/** What `listParams` makes of a query string. */
export interface ListParams {
  page?: number
  pageSize?: number
  cursor?: Position
  ordering?: string
}

/**
 * The properties that every list's query validator shares, to be spread into it:
 * `vine.create(vine.object({ ...listParams(ordering), search: … }).toCamelCase())`.
 */
export function listParams(ordering: Ordering) {
  return {
    page: vine.number().withoutDecimals().min(1).use(nearTheFront()).optional(),
    page_size: vine.number().withoutDecimals().range([1, MAX_PAGE_SIZE]).optional(),
    cursor: vine
      .string()
      .maxLength(2000)
      .use(opens(ordering))
      .transform((position) => position as unknown as Position)
      .optional(),
    ordering: vine.enum(ordering.names).optional(),
  }
}

const nearTheFront = vine.createRule((value, _, field) => {
  const size = Number(field.parent.page_size ?? DEFAULT_PAGE_SIZE)
  if ((value as number) * size > MAX_NUMBERED_ROWS) {
    field.report(
      `Numbered pages end after ${MAX_NUMBERED_ROWS} rows; follow \`next\` (a cursor) to go on`,
      'page_too_far',
      field
    )
  }
})

const opens = vine.createRule((value, ordering: Ordering, field) => {
  if (!field.isValid) return
  if (field.parent.page !== undefined) {
    return field.report('A cursor and a page number exclude each other', 'cursor_with_page', field)
  }

  const name = field.parent.ordering
  if (name !== undefined && !ordering.names.includes(name)) return

  const position = openCursor(ordering, name, value as string)
  if (position) field.mutate(position, field)
  else field.report('The cursor was not made by this list in this order', 'invalid_cursor', field)
})
