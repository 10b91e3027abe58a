import { Refusal } from '#core/exceptions/refusal'

const WORDS: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'no file may be as large there',
  EACCES: `this process isn't allowed to`,
  EPERM: `this process isn't allowed to`,
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a file stands where a folder should',
  EEXIST: 'a file stands where a folder should',
}

/** A Refusal for file system errors of a folder, else the error. */
export function folderTrouble(
  error: any,
  folder: string,
  deed: 'read' | 'write to' = 'write to'
): Error {
  const words = WORDS[error.code]
  return words ? new Refusal(`Can't ${deed} ${folder}: ${words}`, { cause: error }) : error
}
