import type { HttpRequest } from '@adonisjs/core/http'
import { addressWith } from '#core/http/address'
import { DEFAULT_PAGE_SIZE, type ListParams } from '#api/pagination/list_params'

/**
 * The address of a list's last page, for those who ask for one beyond it, as an old bookmark does;
 * undefined where there is nothing to correct.
 */
export function lastPageInstead(
  request: HttpRequest,
  { rows, count }: { rows: unknown[]; count: number },
  { page = 1, pageSize = DEFAULT_PAGE_SIZE }: ListParams
): string | undefined {
  const last = Math.ceil(count / pageSize)
  if (rows.length > 0 || page <= Math.max(last, 1)) return undefined
  return addressWith(request, { page: last > 1 ? last : null })
}
