/**
 * A failure that the reader can do something about: printed as its one line, without a stack.
 */
export class Refusal extends Error {}

/**
 * Says what to do about the failures of the file system that everybody meets once.
 * Gives null where the error is of another kind.
 */
export function explainFileError(error) {
  const file = error.path ?? error.dest ?? 'the project folder'

  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
      return `No permission for ${file}: run as the user who owns the project folder, or give this user that folder (chown).`
    case 'EROFS':
      return `${file} is on a read-only disk: put the project where this user may write.`
    case 'ENOSPC':
      return `No space left on the disk at ${file}: free some, then run this again.`
    default:
      return null
  }
}
