/** A migration can't be done. Those of the same run are undone with it: the schema is what it was. */
export class MigrationFailed extends Error {
  constructor(
    readonly migration: string,
    cause: Error
  ) {
    super(`${migration}: ${wordsOf(cause)}`, { cause })
  }
}

/** What the database said, without the statement that the driver puts before it. */
function wordsOf(error: Error & { detail?: string }) {
  const words = error.message.split(' - ').at(-1)!
  return error.detail ? `${words} (${error.detail})` : words
}
