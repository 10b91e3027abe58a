/** `npm run up`: see `npm run up -- --help`. Runs on any Node from 20, with nothing installed. */
import { launch } from './launcher/launcher.mjs'
import { up } from './launcher/up.mjs'

await launch(up)
