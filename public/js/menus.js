/* Menus are <details>: this closes them as people expect, and narrows long ones. */

const open = () => document.querySelectorAll('details.menu[open]')

document.addEventListener('click', ({ target }) => {
  for (const menu of open()) if (!menu.contains(target)) menu.open = false
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  for (const menu of open()) {
    menu.open = false
    menu.querySelector('summary').focus()
  }
})

document.addEventListener('focusout', ({ target, relatedTarget }) => {
  const menu = target.closest('details.menu[open]')
  if (menu && relatedTarget && !menu.contains(relatedTarget)) menu.open = false
})

/** A filter whose choices changed applies when its menu closes. */
document.addEventListener('change', ({ target }) => {
  target.closest('details[data-applies]')?.setAttribute('data-changed', '')
})

document.addEventListener(
  'toggle',
  ({ target }) => {
    if (target.open) {
      target.querySelector('.menu__search')?.focus()
      target.querySelector('.menu__panel')?.scrollIntoView({ block: 'nearest' })
    } else if (target.matches?.('[data-changed]')) {
      target.querySelector('input').form.requestSubmit()
    }
  },
  true
)

document.addEventListener('input', ({ target }) => {
  if (!target.matches('.menu__search')) return
  const wanted = target.value.trim().toLowerCase()
  for (const choice of target.closest('.menu__panel').querySelectorAll('.choice')) {
    choice.hidden = !choice.textContent.toLowerCase().includes(wanted)
  }
})
