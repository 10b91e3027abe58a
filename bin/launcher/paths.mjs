import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '')

/** Servers' data, secrets, logs and a private Node; ignored by git. */
export const LOCAL = resolve(ROOT, '.local')

export const local = (...parts) => resolve(LOCAL, ...parts)
