/** What is restored waits here, within the folder of uploads: beside it may be another disk. */
export const INCOMING = '.restoring'

/** What was there before goes through here. */
export const OUTGOING = '.replaced'

/** Whether something in the folder of uploads is there only while a restore goes on. */
export const isPassing = (name: string) => name === INCOMING || name === OUTGOING

/** For `catch`: a folder that isn't there is an empty one. */
export function noneIfMissing(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return []
  throw error
}
