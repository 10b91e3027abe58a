import type { ApiClient, ApiResponse } from '@japa/api-client'
import type User from '#accounts/users/models/user'
import { as } from '#tests/support/as_user'

export function pathOf(address: string): string {
  const { pathname, search } = new URL(address)
  return pathname + search
}

/**
 * Follows `next` (or `previous`) to the end of the list and returns the results of each page;
 * `between` is called with each response before the next request.
 */
export async function walk(
  client: ApiClient,
  user: User,
  path: string,
  direction: 'next' | 'previous' = 'next',
  between: (response: ApiResponse) => Promise<unknown> = async () => {}
): Promise<any[][]> {
  const pages: any[][] = []
  let address: string | null = path
  while (address) {
    const response: ApiResponse = await as(client, user).get(address)
    response.assertStatus(200)
    pages.push(response.body().results)
    await between(response)
    address = response.body()[direction] && pathOf(response.body()[direction])
  }
  return pages
}
