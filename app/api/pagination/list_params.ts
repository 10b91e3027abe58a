import vine from '@vinejs/vine'
import { integer } from '#core/validation/rules'
import { openCursor, type Position } from '#api/pagination/cursor'
import type { Ordering } from '#api/pagination/ordering'

export const DEFAULT_PAGE_SIZE = 25
const MAX_PAGE_SIZE = 100

/** OFFSET reads what it skips: numbered pages end here, cursors don't. */
export const MAX_NUMBERED_ROWS = 10_000

export interface ListParams {
  page?: number
  pageSize?: number
  cursor?: Position
  ordering?: string
  search?: string
}

/** `vine.create(vine.object({ ...listParams(ordering), search: … }).toCamelCase())` */
export function listParams(ordering: Ordering<any>) {
  return {
    page: integer({ min: 1, max: MAX_NUMBERED_ROWS })
      .use(nearTheFront())
      .meta({
        description:
          'Page number, limited to the first pages; to read a whole list, follow `next`.',
      })
      .optional(),
    page_size: integer({ min: 1, max: MAX_PAGE_SIZE })
      .meta({
        description: `Results per page, ${DEFAULT_PAGE_SIZE} by default.`,
      })
      .optional(),
    cursor: vine
      .string()
      .maxLength(2000)
      .use(opens(ordering))
      .transform((position) => position as unknown as Position)
      .meta({ description: 'From a `next` or `previous` URL; cannot be combined with `page`.' })
      .optional(),
    ordering: vine
      .enum(ordering.names)
      .meta({
        description: `Sort order, \`${ordering.fallback}\` by default; \`-\` means descending.`,
      })
      .optional(),
  }
}

const nearTheFront = vine.createRule((page, _, field) => {
  const size = Number(field.parent.page_size ?? DEFAULT_PAGE_SIZE)
  if ((page as number) * size > MAX_NUMBERED_ROWS) {
    field.report(
      `page is limited to the first ${MAX_NUMBERED_ROWS} rows; follow next, which uses a cursor`,
      'page_too_far',
      field
    )
  }
})

const opens = vine.createRule((cursor, ordering: Ordering<any>, field) => {
  const { page, ordering: name } = field.parent
  if (page !== undefined) {
    return field.report('cursor and page cannot be combined', 'cursor_with_page', field)
  }
  if (!field.isValid || (name !== undefined && !ordering.names.includes(name))) return

  const position = openCursor(ordering.of(field.parent), cursor as string)
  if (position) field.mutate(position, field)
  else field.report('cursor is invalid for this list or ordering', 'invalid_cursor', field)
})
