/**
 * Menus are popovers, opened and closed by the browser: this filters long ones and submits the
 * choice; `menu_keys.js` handles the keyboard.
 */

export const MENU = '.menu__panel[popover]'
const SEARCH = '.menu__search'

/** Menus that are being submitted: closing them must not submit again. */
const applied = new WeakSet()

/** Without JavaScript a row's button is a link; with it, it opens the menu shared by all rows. */
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
    if (!applied.delete(menu) && isPending(menu)) fieldsOf(menu)[0].form.requestSubmit()
  },
  true
)

/** Clicking outside submits the menu and does not activate what is there. */
let isBeside = false

document.addEventListener('pointerdown', ({ target }) => {
  const menu = document.querySelector(`${MENU}:popover-open`)
  isBeside = Boolean(menu) && isPending(menu) && !belongsTo(menu, target)
})

document.addEventListener(
  'click',
  (event) => {
    if (!isBeside || event.detail === 0) return
    isBeside = false
    event.preventDefault()
    event.stopPropagation()
  },
  true
)

document.addEventListener('submit', () => {
  for (const menu of document.querySelectorAll(`${MENU}:popover-open`)) {
    applied.add(menu)
    menu.hidePopover()
  }
})

/** Tab closes the menu. */
document.addEventListener('focusin', ({ target }) => {
  for (const menu of document.querySelectorAll(`${MENU}:popover-open`)) {
    if (!belongsTo(menu, target)) menu.hidePopover()
  }
})

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

/** The initial focus: the search field, the current choice, or the first item. */
export function startOf(menu) {
  const [first] = itemsOf(menu)
  return menu.querySelector(`${SEARCH}, [aria-current], :checked`) ?? first ?? menu
}

export function itemsOf(menu) {
  const items = menu.querySelectorAll('.menu__item, .choice input')
  return [...items].filter((item) => !item.closest('[hidden]'))
}

export const fieldsOf = (menu) => [...menu.querySelectorAll(`input:not(${SEARCH}, [type=hidden])`)]

const belongsTo = (menu, element) =>
  menu.contains(element) || element.closest('[popovertarget]')?.popoverTargetElement === menu

const isPending = (menu) => menu.matches('[data-applies]') && fieldsOf(menu).some(isChanged)

const isChanged = (field) =>
  field.checked !== field.defaultChecked || field.value !== field.defaultValue
