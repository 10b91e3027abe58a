import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '')

/** Everything the launcher makes: servers' data, secrets, logs, a private Node. Git ignores it. */
export const LOCAL = resolve(ROOT, '.local')

/** A path inside the launcher's own folder. */
export const local = (...parts) => resolve(LOCAL, ...parts)
