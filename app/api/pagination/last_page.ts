import type { HttpRequest } from '@adonisjs/core/http'
import { addressWith } from '#core/http/address'
import { DEFAULT_PAGE_SIZE, type ListParams } from '#api/pagination/list_params'

/** The URL of the last page when the requested one is beyond it. */
export function lastPageInstead(
  request: HttpRequest,
  { rows, count }: { rows: unknown[]; count: number },
  { page = 1, pageSize = DEFAULT_PAGE_SIZE }: ListParams
): string | undefined {
  const last = Math.ceil(count / pageSize)
  if (rows.length > 0 || page <= Math.max(last, 1)) return undefined
  return addressWith(request, { page: last > 1 ? last : null })
}
