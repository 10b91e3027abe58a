import { launch } from './launcher/launcher.mjs'
import { setup } from './launcher/setup.mjs'

await launch(setup)
