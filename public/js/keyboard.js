/** Single-key shortcuts; ignored while typing and with modifier keys. */
import * as Turbo from './turbo.js'

const keys = {
  'c': () => visit('[data-key="c"]'),
  'e': () => visit('[data-key="e"]'),
  'q': () => focus('[data-key="q"]'),
  'm': () => focus('[data-key="m"]'),
  '/': () => focus('[data-key="/"]') || Turbo.visit('/tasks'),
  'j': () => step(1),
  'k': () => step(-1),
  '?': () => document.getElementById('keys')?.showModal(),
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented) return
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (document.querySelector('dialog[open]')) return

  const writing = event.target.closest('input, textarea, select, [contenteditable]')
  if (writing) return event.key === 'Escape' && writing.blur()
  if (document.body.dataset.shortcuts === 'off' || !Object.hasOwn(keys, event.key)) return

  event.preventDefault()
  keys[event.key]()
})

document.addEventListener('click', ({ target }) => {
  const opener = target.closest('[data-opens]')
  if (opener) document.getElementById(opener.dataset.opens).showModal()
})

/** The response may stay on this page, so the dialog must be closed. */
document.addEventListener('submit', ({ target }) => target.closest('dialog[open]')?.close())

function visit(selector) {
  const link = document.querySelector(selector)
  if (link) Turbo.visit(link.href)
}

function focus(selector) {
  const field = document.querySelector(selector)
  field?.focus()
  field?.scrollIntoView({ block: 'nearest' })
  return field
}

/** Moves to the next or previous task of the list. */
function step(by) {
  const tasks = [...document.querySelectorAll('[data-task]')]
  const here = tasks.findIndex((task) => task.closest('li').contains(document.activeElement))
  const next = here < 0 ? (by > 0 ? 0 : tasks.length - 1) : here + by
  tasks[Math.min(Math.max(next, 0), tasks.length - 1)]?.focus()
}
