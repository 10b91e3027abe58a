document.addEventListener('turbo:submit-start', ({ detail }) => {
  detail.formSubmission.submitter?.setAttribute('aria-busy', 'true')
})

document.addEventListener('turbo:submit-end', ({ detail }) => {
  detail.formSubmission.submitter?.removeAttribute('aria-busy')
})

document.addEventListener('change', ({ target }) => {
  if (target.closest('[data-submits]')) target.form.requestSubmit()
})

/** Empty fields would only lengthen the URL. */
document.addEventListener('formdata', ({ target, formData }) => {
  if (target.method !== 'get') return
  for (const [name, value] of [...formData]) {
    if (value === '') formData.delete(name)
  }
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
  if (event.target.matches('textarea')) event.target.form?.requestSubmit()
})

/** The browser's time zone is the best guess for a new account. */
document.addEventListener('turbo:load', () => {
  const field = document.querySelector('[data-timezone]')
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  if (field?.value === 'UTC' && [...field.options].some(({ value }) => value === timeZone)) {
    field.value = timeZone
  }
})
