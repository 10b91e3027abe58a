/*
 * Menus are popovers, which the browser opens and closes: this moves the focus in them, narrows long
 * ones and applies what was chosen.
 */

const MENU = '.menu__panel[popover]'
const SEARCH = '.menu__search'

/** Menus whose form is on its way: closing them applies nothing again. */
const applied = new WeakSet()

/** A row's button leads to a page; with scripts it opens the menu that all rows share. */
function prepare({ target }) {
  const opener = target.closest('button[popovertarget][formaction]')
  if (!opener) return
  opener.type = 'button'

  const menu = opener.popoverTargetElement
  if (menu.matches(':popover-open')) return
  menu.action = opener.formAction.replace(/\/status$/, '?_method=PATCH')
  for (const item of itemsOf(menu)) {
    if (item.value === opener.value) item.setAttribute('aria-current', 'true')
    else item.removeAttribute('aria-current')
  }
}

document.addEventListener('focusin', prepare)
document.addEventListener('click', prepare)

document.addEventListener(
  'toggle',
  ({ target: menu, newState }) => {
    if (!menu.matches?.(MENU)) return
    if (newState === 'open') return startOf(menu)?.focus()

    narrow(menu, '')
    if (!applied.delete(menu) && menu.matches('[data-applies]') && fieldsOf(menu).some(isChanged)) {
      fieldsOf(menu)[0].form.requestSubmit()
    }
  },
  true
)

document.addEventListener('submit', () => {
  for (const menu of document.querySelectorAll(`${MENU}:popover-open`)) {
    applied.add(menu)
    menu.hidePopover()
  }
})

/** Whoever leaves a menu with the Tab key is done with it. */
document.addEventListener('focusin', ({ target }) => {
  for (const menu of document.querySelectorAll(`${MENU}:popover-open`)) {
    if (!menu.contains(target) && target.popoverTargetElement !== menu) menu.hidePopover()
  }
})

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const menu = event.target.closest(MENU)
  if (menu ? pressIn(menu, event) : pressOn(event.target, event)) event.preventDefault()
})

/** The keys of a button that opens a menu; Enter and Space are the browser's. */
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

/** To the next item that begins with what was typed just now, or with this letter alone. */
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

document.addEventListener('input', ({ target }) => {
  if (target.matches(SEARCH)) narrow(target.closest(MENU), target.value)
})

function narrow(menu, text) {
  const search = menu.querySelector(SEARCH)
  if (search && search.value !== text) search.value = text
  for (const choice of menu.querySelectorAll('.choice')) {
    choice.hidden = !choice.textContent.toLowerCase().includes(text.trim().toLowerCase())
  }
}

/** Where the focus goes when a menu opens: the search, what is chosen, or the first item. */
function startOf(menu) {
  const [first] = itemsOf(menu)
  return menu.querySelector(`${SEARCH}, [aria-current], :checked`) ?? first ?? menu
}

function itemsOf(menu) {
  const items = menu.querySelectorAll('.menu__item, .choice input')
  return [...items].filter((item) => !item.closest('[hidden]'))
}

const fieldsOf = (menu) => [...menu.querySelectorAll(`input:not(${SEARCH}, [type=hidden])`)]

const isChanged = (field) =>
  field.checked !== field.defaultChecked || field.value !== field.defaultValue
