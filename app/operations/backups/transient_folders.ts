/** Inside the uploads folder, because its parent may be on another disk. */
export const INCOMING = '.restoring'

export const OUTGOING = '.replaced'

export const isTransient = (name: string) => name === INCOMING || name === OUTGOING

/** For `catch`: a missing folder counts as empty. */
export function noneIfMissing(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return []
  throw error
}
