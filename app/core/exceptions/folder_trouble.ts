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

/** A folder that can't be read or written to, in words. */
export class FolderTrouble extends Error {
  /** What is wrong with the folder, or the error as it is where it isn't about one. */
  static of(error: any, folder: string, deed: 'read' | 'write to' = 'write to'): Error {
    const words = WORDS[error.code]
    return words ? new FolderTrouble(`Can't ${deed} ${folder}: ${words}`, { cause: error }) : error
  }
}
