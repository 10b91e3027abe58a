import { ci, closingLine } from './launcher/ci.mjs'
import { launch } from './launcher/launcher.mjs'

await launch(ci, closingLine)
