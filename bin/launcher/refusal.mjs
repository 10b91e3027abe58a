/** A failure that the user can fix: printed as one line, without a stack. */
export class Refusal extends Error {}

/** A message for common file system errors, or null. */
export function explainFileError(error) {
  const file = error.path ?? error.dest ?? 'the project folder'

  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
      return `No permission for ${file}: run as the user who owns the project folder, or change its owner to this user (chown).`
    case 'EROFS':
      return `${file} is on a read-only file system: move the project to a writable one.`
    case 'ENOSPC':
      return `No space left on the disk at ${file}: free some space, then try again.`
    default:
      return null
  }
}
