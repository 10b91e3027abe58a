import type { HttpContext, HttpRequest } from '@adonisjs/core/http'
import type User from '#accounts/users/models/user'
import { SHOWN, taskOrdering, type Shown } from '#tasks/lists/validators/task_filters'
import { CLOSED_STATUSES, STATUSES, type Status } from '#tasks/tasks/models/task'

/** Order, and the statuses shown when no status filter is set. */
export interface ListView {
  /** As in the URL; empty for relevance. */
  ordering: string
  show: Shown
}

export interface ActiveView extends ListView {
  /** Stored in the cookie. */
  isKept: boolean
  /** The URL filters by status, so `show` has no effect. */
  hasStatus: boolean
}

const DEFAULT: ListView = { ordering: 'due_date', show: 'open' }
const ARCHIVE: ListView = { ordering: taskOrdering.fallback, show: 'all' }
const SEARCH: ListView = { ordering: '', show: 'all' }

const STATUSES_SHOWN: Record<Shown, readonly Status[]> = {
  open: STATUSES.filter((status) => !CLOSED_STATUSES.includes(status)),
  closed: CLOSED_STATUSES,
  all: STATUSES,
}

/** The URL takes precedence over the stored choice, which searches and the archive ignore. */
export function listViewOf({ auth, request }: HttpContext): ActiveView {
  const query = new URLSearchParams(request.parsedUrl.query ?? '')
  const special = specialViewOf(query)
  const kept = keptView(request, auth.getUserOrFail())
  const usual = special ?? kept ?? DEFAULT

  return {
    ordering: query.get('ordering') || usual.ordering,
    show: SHOWN.find((shown) => shown === query.get('show')) ?? usual.show,
    isKept: !special && kept !== null,
    hasStatus: Boolean(query.get('status') || query.get('overdue')),
  }
}

/** Parameters that the URL leaves out. */
export function parametersOf({ ordering, show, hasStatus }: ActiveView) {
  return {
    ...(ordering && { ordering }),
    ...(!hasStatus && show !== 'all' && { status: STATUSES_SHOWN[show].join(',') }),
  }
}

/** Stored for all lists in this browser; for searches and the archive only in the URL. */
export function keepView(
  { auth, response }: HttpContext,
  list: URLSearchParams,
  { reset, ...chosen }: Partial<ListView> & { reset?: boolean }
) {
  for (const name of ['ordering', 'show', 'page', 'cursor']) list.delete(name)
  const cookie = cookieOf(auth.getUserOrFail())
  const special = specialViewOf(list)

  if (reset) response.clearCookie(cookie)
  else if (!special) response.cookie(cookie, { ...DEFAULT, ...chosen }, { maxAge: '1y' })
  else {
    const { ordering = special.ordering, show = special.show } = chosen
    if (ordering !== special.ordering) list.set('ordering', ordering)
    if (show !== special.show) list.set('show', show)
  }
}

function specialViewOf(query: URLSearchParams): ListView | null {
  if (query.get('search')?.trim()) return SEARCH
  return query.get('is_archived') ? ARCHIVE : null
}

function keptView(request: HttpRequest, user: User): ListView | null {
  const { ordering, show } = request.cookie(cookieOf(user)) ?? {}
  const isKnown = taskOrdering.names.includes(ordering) && SHOWN.includes(show)
  return isKnown ? { ordering, show } : null
}

const cookieOf = (user: User) => `list_view_${user.id}`
