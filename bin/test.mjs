/** `npm test`: arguments after `--` go to Japa. */
import { launch } from './launcher/launcher.mjs'
import { closingLine, test } from './launcher/test.mjs'

await launch(test, closingLine)
