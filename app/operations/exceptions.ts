/** Damaged, truncated, made by a newer version, or no backup. */
export class UnusableBackup extends Error {}

/** The whole run was rolled back. */
export class MigrationFailed extends Error {
  constructor(
    readonly migration: string,
    cause: Error
  ) {
    super(`${migration}: ${wordsOf(cause)}`, { cause })
  }
}

/** Without the statement, which the driver prepends. */
function wordsOf(error: Error & { detail?: string }) {
  const words = error.message.split(' - ').at(-1)!
  return error.detail ? `${words} (${error.detail})` : words
}
