/** `npm run up`: runs on Node 20 or newer with nothing installed. */
import { launch } from './launcher/launcher.mjs'
import { up } from './launcher/up.mjs'

await launch(up)
