/**
 * The command line: `node ace <command>`. In a production build the sources are plain JavaScript
 * and the build replaces this file by one without the TypeScript hook.
 */
import { prepareAce } from './bin/launcher/ace.mjs'

prepareAce()
await import('@poppinss/ts-exec')
await import('./bin/console.js')
