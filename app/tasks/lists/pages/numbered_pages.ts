import type { HttpRequest } from '@adonisjs/core/http'
import { addressWith } from '#core/http/address'
import { DEFAULT_PAGE_SIZE, MAX_NUMBERED_ROWS } from '#api/pagination/list_params'
import type { Page } from '#api/pagination/paginate'
import type { ActiveView } from '#tasks/lists/pages/list_view'
import type { TaskFilters } from '#tasks/lists/validators/task_filters'

export function pagesOf(
  request: HttpRequest,
  list: Page<string>,
  { page, pageSize = DEFAULT_PAGE_SIZE, cursor }: TaskFilters,
  { ordering, show }: ActiveView
) {
  const current = cursor ? null : (page ?? 1)
  const last = Math.ceil(Math.min(list.count, MAX_NUMBERED_ROWS) / pageSize)
  const isNumbered = (number: number) => number >= 1 && number <= last
  const neighbour = (position: string | null, by: number) =>
    position &&
    (current !== null && isNumbered(current + by)
      ? addressWith(request, { page: current + by })
      : addressWith(request, { cursor: position, ordering, show }))

  return {
    current,
    next: neighbour(list.next, 1),
    previous: neighbour(list.previous, -1),
    numbers: last > 1 ? numbersAround(current ?? 1, last) : [],
  }
}

/** First, last and neighbouring pages; null is a gap. */
function numbersAround(current: number, last: number): (number | null)[] {
  const shown = [1, current - 1, current, current + 1, last].filter((n) => n >= 1 && n <= last)
  const sorted = [...new Set(shown)].sort((one, other) => one - other)
  return sorted.flatMap((number, index) => {
    const skipped = index > 0 ? number - sorted[index - 1] - 1 : 0
    if (skipped === 1) return [number - 1, number]
    return skipped > 1 ? [null, number] : [number]
  })
}
