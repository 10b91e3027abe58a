import type { HttpRequest } from '@adonisjs/core/http'

/** Beyond this a list's address is forgotten: it would be repeated in every link. */
const MAX_LENGTH = 1000

/** The list that the person came from, with its filters, order and page. */
export function addressOfList(request: HttpRequest): string {
  return withQuery('/tasks', queryOfList(request))
}

/** A task's page, or one below it such as `edit`, from which the way back leads to that list. */
export function addressOfTask(request: HttpRequest, id: number, below = ''): string {
  return withWayBack(request, ['/tasks', id, below].filter(Boolean).join('/'))
}

/** Where the form goes that says how to see the list. */
export function addressOfView(request: HttpRequest): string {
  return withWayBack(request, '/tasks/view')
}

function withWayBack(request: HttpRequest, path: string): string {
  const from = queryOfList(request)
  return withQuery(path, from && new URLSearchParams({ from }).toString())
}

/**
 * The query string of the list: of this page where it is the list, or else as the address says in
 * `from`, or that of the page before. No more than a query of `/tasks`, so that it leads nowhere else.
 */
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
