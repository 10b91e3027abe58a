/** `npm test`: the suite on throw-away servers; what follows `--` goes to Japa. */
import { launch } from './launcher/launcher.mjs'
import { closingLine, test } from './launcher/test.mjs'

await launch(test, closingLine)
