/** Keyboard navigation as in native menus: arrows, Home, End, type-ahead, Escape. */
import { MENU, fieldsOf, itemsOf, startOf } from './menus.js'

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const menu = event.target.closest(MENU)
  if (menu ? pressIn(menu, event) : pressOn(event.target, event)) event.preventDefault()
})

/** Arrow keys open the menu; the browser handles Enter and Space. */
function pressOn(opener, { key }) {
  if (!['ArrowDown', 'ArrowUp'].includes(key)) return false
  const menu = opener.popoverTargetElement
  if (!menu?.matches(MENU)) return false

  if (!menu.matches(':popover-open')) opener.click()
  else if (key === 'ArrowUp') itemsOf(menu).at(-1)?.focus()
  else startOf(menu)?.focus()
  return true
}

function pressIn(menu, event) {
  const { key, target } = event
  if (key === 'Escape') return leaveAsItWas(menu)

  const items = itemsOf(menu)
  const isTyping = target.matches('input:not([type=checkbox])')
  const here = items.indexOf(target)
  const places = {
    ArrowDown: here + 1,
    ArrowUp: here < 0 ? items.length - 1 : here - 1,
    ...(!isTyping && { Home: 0, End: items.length - 1 }),
  }
  if (Object.hasOwn(places, key)) {
    items.at(places[key] % items.length)?.focus()
    return true
  }
  if (isTyping || key.length > 1 || key === ' ') return false

  seek(items, here, event)
  return true
}

let typed = ''
let typedAt = 0

/** Type-ahead: the next item that starts with the letters typed. */
function seek(items, here, { key, timeStamp }) {
  typed = timeStamp - typedAt < 1000 ? typed + key : key
  typedAt = timeStamp
  const from = (place) => [...items.slice(place), ...items.slice(0, place)]
  const begins = (text) => (item) => textOf(item).startsWith(text.toLowerCase())
  const found = typed.length > 1 && from(here).find(begins(typed))
  if (!found) typed = key
  ;(found || from(here + 1).find(begins(key)))?.focus()
}

const textOf = (item) => (item.labels?.[0] ?? item).textContent.trim().toLowerCase()

function leaveAsItWas(menu) {
  for (const field of fieldsOf(menu)) {
    field.checked = field.defaultChecked
    field.value = field.defaultValue
  }
  menu.hidePopover()
  return true
}
