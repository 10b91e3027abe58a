/* The pages work without any of this; with it they are quicker. */
import * as Turbo from './turbo.js'
import './forms.js'
import './menus.js'
import './keyboard.js'
import './focus.js'
import './copy.js'

Turbo.config.drive.progressBarDelay = 200
