import app from '@adonisjs/core/services/app'
import edge from 'edge.js'
import type { HttpRequest } from '@adonisjs/core/http'
import { assets } from '#web/assets'
import { readable } from '#web/forms/readable_fault'
import { baseOf } from '#web/forms/form_base'
import { addressWith } from '#core/http/address'
import { CLOSED_STATUSES, type Status } from '#tasks/tasks/models/task'
import { addressOfList, addressOfTask } from '#tasks/lists/pages/return_address'
import { valueLabel } from '#tasks/tasks/pages/value_label'
import { MAX_CHOICES, PRIORITY_CHOICES, STATUS_CHOICES } from '#tasks/tasks/pages/choices'
import type { ActivityEntry, Part } from '#tasks/history/pages/activity'
import { absoluteTime, dueTime, relativeTime } from '#web/times'

edge.configure({ cache: !app.inDev })

/**
 * Edge scans for components on every render unless it was created with `cache`, which is too early
 * to configure.
 */
if (!app.inDev) {
  const components = edge.loader.listComponents()
  edge.loader.listComponents = () => components
}

edge.global('asset', (name: string) => assets.url(name))
edge.global('stylesheets', () => assets.list('css').map((name) => assets.url(name)))

edge.global('relativeTime', relativeTime)
edge.global('absoluteTime', absoluteTime)
edge.global('dueTime', dueTime)

/** Renders `true` as an attribute without value; omits false, null and undefined. */
edge.global('attributes', (values: Record<string, unknown>) => {
  const written = Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null && value !== false)
    .map(([name, value]) =>
      value === true ? name : `${name}="${edge.globals.html.escape(String(value))}"`
    )
  return edge.globals.html.safe(written.join(' '))
})

/** Values are emphasised. */
edge.global('sentence', (parts: Part[]) => {
  const strong = (text: string) => `<b dir="auto">${edge.globals.html.escape(text)}</b>`
  const clauses = parts.map(({ does, from, to, link }) =>
    [does, from && `from ${strong(from)}`, to && link, to && strong(to)].filter(Boolean).join(' ')
  )
  return edge.globals.html.safe(new Intl.ListFormat('en-GB').format(clauses))
})

edge.global('authorOf', ({ user, source }: Pick<ActivityEntry, 'user' | 'source'>) =>
  user ? user.displayName : `System · ${source}`
)

/** `AL` for Ada Lovelace, `AD` for ada. */
edge.global('initials', (name: string) => {
  const parts = name.split(/[\s._-]+/).filter(Boolean)
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)!] : [parts[0] ?? '?']
  return letters.map((word) => [...word].slice(0, 3 - letters.length).join('')).join('')
})

/** The look that this browser was told to keep, or nothing: then it follows the system. */
edge.global('theme', (request: HttpRequest) => {
  const theme = request.plainCookie('theme', { encoded: false })
  return ['light', 'dark'].includes(theme) ? theme : undefined
})

edge.global('query', (values: Record<string, string>) => String(new URLSearchParams(values)))
edge.global('readable', readable)
edge.global('addressWith', addressWith)
edge.global('addressWithout', (request: HttpRequest, names: string[]) =>
  addressWith(request, Object.fromEntries(names.map((name) => [name, null])))
)
edge.global('listed', (texts: string[]) => new Intl.ListFormat('en-GB').format(texts))
edge.global('formBase', (values: object) => JSON.stringify(baseOf({ ...values })))
edge.global('addressOfList', addressOfList)
edge.global('addressOfTask', addressOfTask)

edge.global('label', valueLabel)
edge.global('statuses', STATUS_CHOICES)
edge.global('priorities', PRIORITY_CHOICES)
edge.global('isClosed', (status: Status) => CLOSED_STATUSES.includes(status))

/** Whether there may be more people than a list of choices shows. */
edge.global('areTooManyToList', (people: unknown[]) => people.length >= MAX_CHOICES)

/** `1 task`, `2 tasks`. */
edge.global('counted', (count: number, noun: string) => {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
})

/** The choices of a time zone; `current` is among them whatever it is. */
edge.global('timezones', (current: string = 'UTC') => {
  const zones = new Set(['UTC', current, ...Intl.supportedValuesOf('timeZone')])
  return [...zones].sort().map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
})

/** A picture from public/icons.svg, beside words that say the same. */
edge.global('icon', (name: string, classes: string = '') =>
  edge.globals.html.safe(
    `<svg class="${`icon ${classes}`.trim()}" aria-hidden="true"><use href="${assets.url('icons.svg')}#${name}"></use></svg>`
  )
)
