/* The pages work without any of this; with it they are quicker. */
import * as Turbo from './turbo.js'
import './forms.js'
import './menus.js'
import './menu_keys.js'
import './keyboard.js'
import './focus.js'
import './copy.js'

Turbo.config.drive.progressBarDelay = 200

// Pages without the navigation are for those who aren't signed in: going back from there must not
// show what Turbo remembers of somebody who was.
document.addEventListener('turbo:load', () => {
  if (document.body.classList.contains('plain')) Turbo.cache.clear()
})
