import * as Turbo from './turbo.js'
import './forms.js'
import './menus.js'
import './menu_keys.js'
import './keyboard.js'
import './focus.js'
import './copy.js'

Turbo.config.drive.progressBarDelay = 200

// Pages without navigation are for guests: going back from there must not show Turbo's cached pages
// of the previous user.
document.addEventListener('turbo:load', () => {
  if (document.body.classList.contains('plain')) Turbo.cache.clear()
})
