/* Says aloud what a page shows once, and lets it go. */

document.addEventListener('turbo:load', announce)
document.addEventListener('turbo:render', announce)

function announce() {
  const said = document.querySelector('.flash__text')?.textContent.trim() ?? ''
  const region = document.getElementById('announcements')
  if (region && region.textContent !== said) region.textContent = said
  document.querySelector('[role="alert"][autofocus]')?.focus()
}

document.addEventListener('click', ({ target }) => {
  target.closest('[data-dismisses]')?.closest('.flash').remove()
})
