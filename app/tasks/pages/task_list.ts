import type { HttpRequest } from '@adonisjs/core/http'
import type User from '#accounts/models/user'
import { addressWith } from '#core/pages/address'
import { DEFAULT_PAGE_SIZE, MAX_NUMBERED_ROWS } from '#core/pagination/list_params'
import {
  findPeople,
  findTags,
  findTeams,
  isId,
  PRIORITY_CHOICES,
  STATUS_CHOICES,
  toChoice,
  type Choice,
} from '#tasks/pages/choices'
import { presetsFrom } from '#tasks/pages/quick_add'
import { words } from '#tasks/pages/words'
import type { TaskFilters } from '#tasks/validators/task_filters'

/** What the list's form shows beside the tasks: all of it comes of the address. */
export async function describeList(request: HttpRequest, actor: User) {
  const query = new URLSearchParams(request.parsedUrl.query ?? '')
  const chosen = (name: string) =>
    query
      .getAll(name)
      .flatMap((text) => text.split(','))
      .filter(Boolean)
  const filters = await filterMenus(actor, chosen)

  return {
    filters,
    query: Object.fromEntries(query),
    title: titleOf(query, filters),
    chips: chipsOf(request, query, filters, chosen),
    orders: ordersFor(query),
    presets: await presetsFrom(filters, actor),
  }
}

type Menus = Awaited<ReturnType<typeof filterMenus>>
type Chosen = (name: string) => string[]

async function filterMenus(actor: User, chosen: Chosen) {
  const ids = [...chosen('assigned_to'), ...chosen('created_by')].map(Number).filter(isId)
  const [people, teams, tags] = await Promise.all([
    findPeople(actor, ids),
    findTeams(actor, chosen('team').map(Number).filter(isId)),
    findTags(),
  ])
  const others = people.filter(({ id }) => id !== actor.id)
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
      { value: 'none', label: 'Nobody' },
      ...persons,
    ]),
    menu('team', 'Team', 'people', [...teams.map(toChoice), { value: 'none', label: 'No team' }]),
    menu('tags', 'Tag', 'tag', tags.map(toChoice)),
  ]
}

function titleOf(query: URLSearchParams, filters: Menus): string {
  const names = [...query.keys()].filter((name) => !['ordering', 'page', 'cursor'].includes(name))
  if (names.length !== 1) return 'Tasks'

  const [name] = names
  const value = query.get(name)!
  if (name === 'assigned_to' && value === 'me') return 'My tasks'
  if (name === 'overdue' && value === 'true') return 'Overdue'
  if (name === 'is_archived' && value === 'true') return 'Archive'
  if (name === 'team' || name === 'tags') return labelIn(filters, name, value) ?? 'Tasks'
  return 'Tasks'
}

const FLAGS: Record<string, string> = { overdue: 'Overdue', is_archived: 'Archived' }
const NOT_FILTERS = ['search', 'ordering', 'page', 'page_size', 'cursor']

/** The filters in force, each with the address of the list without it. */
function chipsOf(request: HttpRequest, query: URLSearchParams, filters: Menus, chosen: Chosen) {
  const names = [...new Set(query.keys())].filter((name) => !NOT_FILTERS.includes(name))
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
  return `${menu?.text ?? words(name)}: ${labelIn(filters, name, value) ?? value}`
}

function labelIn(filters: Menus, name: string, value: string): string | undefined {
  const menu = filters.find(
    (filter) => filter.name === (name === 'created_by' ? 'assigned_to' : name)
  )
  return menu?.choices.find((choice) => String(choice.value) === value)?.label
}

function ordersFor(query: URLSearchParams): Choice[] {
  const orders = [
    { value: '', label: query.get('search') ? 'Best match' : 'Newest first' },
    { value: 'created_at', label: 'Oldest first' },
    { value: '-updated_at', label: 'Last changed' },
    { value: 'due_date', label: 'Due soonest' },
    { value: '-priority', label: 'Most pressing' },
    { value: 'status', label: 'Status' },
    { value: 'title', label: 'Title' },
  ]
  if (query.get('search')) orders.splice(1, 0, { value: '-created_at', label: 'Newest first' })

  const current = query.get('ordering')
  if (current && !orders.some(({ value }) => value === current)) {
    const direction = current.startsWith('-') ? ', descending' : ''
    orders.push({ value: current, label: words(current.replace('-', '')) + direction })
  }
  return orders
}

/** Page numbers as far as they go, and the ways to the neighbours. */
export function pagesOf(
  request: HttpRequest,
  list: { count: number; next: string | null; previous: string | null },
  { page, pageSize = DEFAULT_PAGE_SIZE, cursor }: TaskFilters
) {
  const current = cursor ? null : (page ?? 1)
  const last = Math.ceil(Math.min(list.count, MAX_NUMBERED_ROWS) / pageSize)
  const isNumbered = (number: number) => number >= 1 && number <= last
  const neighbour = (address: string | null, by: number) =>
    address && current !== null && isNumbered(current + by)
      ? addressWith(request, { page: current + by })
      : address

  return {
    current,
    next: neighbour(list.next, 1),
    previous: neighbour(list.previous, -1),
    numbers: last > 1 ? numbersAround(current ?? 1, last) : [],
  }
}

/** The first, the last and those around here; null stands for what is left out. */
function numbersAround(current: number, last: number): (number | null)[] {
  const shown = [1, current - 1, current, current + 1, last].filter((n) => n >= 1 && n <= last)
  const sorted = [...new Set(shown)].sort((one, other) => one - other)
  return sorted.flatMap((number, index) =>
    index > 0 && number - sorted[index - 1] > 1 ? [null, number] : [number]
  )
}
