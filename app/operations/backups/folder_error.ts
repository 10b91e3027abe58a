import { Refusal } from '#core/exceptions/refusal'

const WORDS: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is exceeded',
  EFBIG: 'the file size limit is exceeded',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'not a folder',
  EEXIST: 'not a folder',
}

/** A Refusal for file system errors of a folder, else the error. */
export function folderError(
  error: any,
  folder: string,
  deed: 'read' | 'write to' = 'write to'
): Error {
  const words = WORDS[error.code]
  return words ? new Refusal(`Can't ${deed} ${folder}: ${words}`, { cause: error }) : error
}
