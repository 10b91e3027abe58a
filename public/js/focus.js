/**
 * Turbo replaces pages unnoticed by assistive technology: this keeps or moves the focus sensibly
 * and announces the new page and flash messages.
 */

const rows = () => [...document.querySelectorAll('.task')]
const isPreview = () => document.documentElement.hasAttribute('data-turbo-preview')

let shown = new URL(location.href)
let left = { selectors: [], row: -1 }

document.addEventListener('turbo:before-render', () => {
  const { activeElement } = document
  const row = activeElement.closest('.task')
  left = { selectors: selectorsOf(activeElement, row), row: rows().indexOf(row) }
})

document.addEventListener('turbo:load', () => announce(false), { once: true })

document.addEventListener('turbo:render', () => {
  if (isPreview()) return
  const isSamePage = location.pathname === shown.pathname
  const isNew = !isSamePage || location.search !== shown.search
  shown = new URL(location.href)

  if (document.activeElement === document.body) returnFocus(isSamePage)
  announce(isNew)
})

/** Focuses the same control, its successor in the list, or the heading. */
function returnFocus(isSamePage) {
  if (!isSamePage) return focusHeading()
  const same = left.selectors.map((one) => document.querySelector(one)).find(Boolean)
  const next = left.row >= 0 && rows()[Math.min(left.row, rows().length - 1)]
  const control = same ?? (next && next.querySelector('button, a'))
  if (control) control.focus({ preventScroll: true })
  else focusHeading()
}

function focusHeading() {
  const heading = document.querySelector('main h1')
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}

/** Selectors that find an element again after rendering, most reliable first. */
function selectorsOf({ id, name, dataset, tagName, popoverTargetElement }, row) {
  const tag = tagName.toLowerCase()
  if (row) return [`#${row.id} ${'task' in dataset ? '[data-task]' : tag}`]
  return [
    id && `#${CSS.escape(id)}`,
    dataset.key && `[data-key="${dataset.key}"]`,
    popoverTargetElement && `[popovertarget="${popoverTargetElement.id}"]`,
    name && `${tag}[name="${CSS.escape(name)}"]`,
  ].filter(Boolean)
}

function announce(isNew) {
  const news = isNew ? [document.title, textIn('.page-head [aria-live]')] : []
  const said = [...news, textIn('.flash__text')].filter(Boolean).join('. ')
  const region = document.getElementById('announcements')
  if (region && said) say(region, said)
  document.querySelector('[role="alert"][autofocus]')?.focus()
}

function textIn(selector) {
  return document.querySelector(selector)?.textContent.trim().replace(/\s+/g, ' ')
}

/** Emptied first, so that an identical message is announced again. */
function say(region, said) {
  region.textContent = ''
  setTimeout(() => (region.textContent = said), 100)
}

document.addEventListener('click', ({ target }) => {
  if (!target.closest('[data-dismisses]')) return
  target.closest('.flash').remove()
  focusHeading()
})
