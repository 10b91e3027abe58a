import type { HttpRequest } from '@adonisjs/core/http'

/** The query is repeated in every link. */
const MAX_LENGTH = 1000

/** The list that the user came from, with filters, order and page. */
export function addressOfList(request: HttpRequest): string {
  return withQuery('/tasks', queryOfList(request))
}

/** A task's page whose way back leads to that list. */
export function addressOfTask(request: HttpRequest, id: number, below = ''): string {
  return withWayBack(request, ['/tasks', id, below].filter(Boolean).join('/'))
}

export function addressOfView(request: HttpRequest): string {
  return withWayBack(request, '/tasks/view')
}

function withWayBack(request: HttpRequest, path: string): string {
  const from = queryOfList(request)
  return withQuery(path, from && new URLSearchParams({ from }).toString())
}

/** This page's query on the list, else `from`, else the referrer's; always of `/tasks`. */
function queryOfList(request: HttpRequest): string {
  const here = new URL(request.url(true), 'http://here')
  const before = URL.parse(request.header('referer') ?? '')
  const isGet = request.method() === 'GET'
  const found = queryIn(here, isGet) || (!isGet && before && queryIn(before, true)) || ''
  return found.length > MAX_LENGTH ? '' : found
}

function queryIn({ pathname, search, searchParams }: URL, mayBeList: boolean): string {
  const query = pathname === '/tasks' && mayBeList ? search : (searchParams.get('from') ?? '')
  return new URLSearchParams(query).toString().replaceAll('%2C', ',')
}

const withQuery = (path: string, query: string) => (query ? `${path}?${query}` : path)
