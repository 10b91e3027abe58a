/* The pages work without any of this; with it they are quicker. */
import * as Turbo from './turbo.js'
import './forms.js'
import './menus.js'
import './keyboard.js'
import './messages.js'
import './copy.js'

// The policy of the pages allows no style that a script writes: ours has the bar's.
Turbo.session.adapter.progressBar.installStylesheetElement = () => {}
Turbo.config.drive.progressBarDelay = 200
