import encryption from '@adonisjs/core/services/encryption'
import type { Sort } from '#api/pagination/ordering'

export interface Position {
  /** The neighbouring row's sort value, as PostgreSQL writes it, and its id. */
  row: [value: string, id: string]

  backwards: boolean
}

/** Signed for this order of this list, so that forged cursors never reach the database. */
export function sealCursor(sort: Sort, { row, backwards }: Position): string {
  return verifier().sign([...row, backwards], undefined, purposeOf(sort))
}

/** Null when it is invalid for this order. */
export function openCursor(sort: Sort, cursor: string): Position | null {
  const payload = verifier().unsign<[string, string, boolean]>(cursor, purposeOf(sort))
  return payload && { row: [payload[0], payload[1]], backwards: payload[2] }
}

const verifier = () => encryption.getMessageVerifier()
const purposeOf = (sort: Sort) => `${sort.id} by ${sort.name}`
