import type { HttpRequest } from '@adonisjs/core/http'
import type { UserActor } from '#accounts/users/actor'
import { addressWith } from '#core/http/address'
import {
  findPeople,
  findTags,
  findTeams,
  isId,
  PRIORITY_CHOICES,
  STATUS_CHOICES,
  toChoice,
  type Choice,
} from '#tasks/tasks/pages/choices'
import { CLOSED_STATUSES } from '#tasks/tasks/models/task'
import { listTasks } from '#tasks/lists/queries/list_tasks'
import { addressOfView } from '#tasks/lists/pages/return_address'
import { presetsFrom } from '#tasks/lists/pages/quick_add'
import { valueLabel } from '#tasks/tasks/pages/value_label'
import type { Page } from '#api/pagination/paginate'
import type { ActiveView } from '#tasks/lists/pages/list_view'
import type { TaskFilters } from '#tasks/lists/validators/task_filters'

export async function describeList(request: HttpRequest, actor: UserActor, view: ActiveView) {
  const query = new URLSearchParams(request.parsedUrl.query ?? '')
  const chosen = (name: string) =>
    query
      .getAll(name)
      .flatMap((text) => text.split(','))
      .filter(Boolean)
      .map((value) => (isPerson(name) && value === String(actor.user.id) ? 'me' : value))
  const filters = await filterMenus(actor, chosen)

  return {
    filters,
    query: Object.fromEntries(query),
    title: titleOf(query, filters, chosen),
    chips: chipsOf(request, query, filters, chosen),
    view: {
      ...view,
      action: addressOfView(request),
      shown: SHOWN_CHOICES,
      orders: ordersFor(query, view),
    },
    presets: await presetsFrom(filters, actor),
  }
}

type Menus = Awaited<ReturnType<typeof filterMenus>>
type Chosen = (name: string) => string[]

async function filterMenus(actor: UserActor, chosen: Chosen) {
  const ids = [...chosen('assigned_to'), ...chosen('created_by')].map(Number).filter(isId)
  const [people, teams, tags] = await Promise.all([
    findPeople(actor, ids),
    findTeams(actor, chosen('team').map(Number).filter(isId)),
    findTags(),
  ])
  const others = people.filter(({ id }) => id !== actor.user.id)
  const persons = others.map(({ id, displayName, handle }) => ({
    value: id,
    label: displayName,
    note: handle,
  }))
  const menu = (name: string, text: string, glyph: string, choices: Choice[]) => ({
    name,
    text,
    glyph,
    choices,
    chosen: chosen(name),
  })

  return [
    menu('status', 'Status', 'status-in_progress', STATUS_CHOICES),
    menu('priority', 'Priority', 'priority-high', PRIORITY_CHOICES),
    menu('assigned_to', 'Assignee', 'person', [
      { value: 'me', label: 'Me' },
      { value: 'none', label: 'Unassigned' },
      ...persons,
    ]),
    menu('team', 'Team', 'people', [...teams.map(toChoice), { value: 'none', label: 'No team' }]),
    menu('tags', 'Tag', 'tag', tags.map(toChoice)),
  ]
}

const isPerson = (name: string) => name === 'assigned_to' || name === 'created_by'

function titleOf(query: URLSearchParams, filters: Menus, chosen: Chosen): string {
  const names = [...query.keys()].filter((name) => !NOT_FILTERS.includes(name))
  if (names.length !== 1) return 'Tasks'

  const [name] = names
  const value = query.get(name)!
  if (name === 'assigned_to' && String(chosen(name)) === 'me') return 'My tasks'
  if (name === 'overdue' && value === 'true') return 'Overdue'
  if (name === 'is_archived' && value === 'true') return 'Archive'
  if (name === 'team' || name === 'tags') return labelIn(filters, name, value) ?? 'Tasks'
  return 'Tasks'
}

const FLAGS: Record<string, string> = { overdue: 'Overdue', is_archived: 'Archived' }
const NOT_FILTERS = ['ordering', 'show', 'page', 'page_size', 'cursor']

/** The active filters, each with the URL without it. */
function chipsOf(request: HttpRequest, query: URLSearchParams, filters: Menus, chosen: Chosen) {
  const names = [...new Set(query.keys())].filter(
    (name) => ![...NOT_FILTERS, 'search'].includes(name)
  )
  const chips = names.flatMap((name) =>
    chosen(name).map((value) => ({
      text: FLAGS[name] && value === 'true' ? FLAGS[name] : textOf(filters, name, value),
      href: addressWith(request, {
        [name]: chosen(name)
          .filter((other) => other !== value)
          .join(','),
      }),
    }))
  )
  const search = query.get('search')
  if (search) chips.push({ text: `“${search}”`, href: addressWith(request, { search: null }) })
  return chips
}

function textOf(filters: Menus, name: string, value: string): string {
  const menu = filters.find((filter) => filter.name === name)
  return `${menu?.text ?? valueLabel(name)}: ${labelIn(filters, name, value) ?? value}`
}

function labelIn(filters: Menus, name: string, value: string): string | undefined {
  const menu = filters.find((filter) => filter.name === (isPerson(name) ? 'assigned_to' : name))
  return menu?.choices.find((choice) => String(choice.value) === value)?.label
}

const SHOWN_CHOICES: Choice[] = [
  { value: 'open', label: 'Open tasks' },
  { value: 'closed', label: 'Closed tasks' },
  { value: 'all', label: 'All tasks' },
]

const ORDERS: Choice[] = [
  { value: 'due_date', label: 'By due date' },
  { value: '-priority', label: 'By priority' },
  { value: '-created_at', label: 'Newest first' },
  { value: 'created_at', label: 'Oldest first' },
  { value: '-updated_at', label: 'Recently updated' },
  { value: 'status', label: 'By status' },
  { value: 'title', label: 'By title' },
]

function ordersFor(query: URLSearchParams, { ordering }: ActiveView): Choice[] {
  const orders = query.get('search') ? [{ value: '', label: 'Best match' }, ...ORDERS] : ORDERS
  if (orders.some(({ value }) => value === ordering)) return orders

  const direction = ordering.startsWith('-') ? ', descending' : ''
  return [...orders, { value: ordering, label: valueLabel(ordering.replace('-', '')) + direction }]
}

/** Whether all matches are closed. */
export async function hasOnlyClosed(
  actor: UserActor,
  page: Page<string>,
  filters: TaskFilters,
  view: ActiveView
): Promise<boolean> {
  if (page.rows.length > 0 || view.hasStatus || view.show !== 'open') return false
  const closed = { ...filters, status: [...CLOSED_STATUSES], pageSize: 1 }
  const { rows } = await listTasks(actor, closed, { brief: true })
  return rows.length > 0
}
