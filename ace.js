/**
 * `node ace <command>`. The production build replaces this file with one without the TypeScript
 * hook.
 */
import { prepareAce } from './bin/launcher/ace.mjs'

prepareAce()
await import('@poppinss/ts-exec')
await import('./bin/console.js')
