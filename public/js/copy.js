/* Copies the code below a button's caption. */

document.addEventListener('click', async ({ target }) => {
  if (!target.matches('[data-copies]')) return
  await navigator.clipboard.writeText(target.closest('figure').querySelector('code').textContent)

  const { textContent } = target
  target.textContent = 'Copied'
  setTimeout(() => (target.textContent = textContent), 1500)
})
