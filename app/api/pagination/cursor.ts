import encryption from '@adonisjs/core/services/encryption'
import type { Sort } from '#api/pagination/ordering'

/** A place between two rows of an ordered list. */
export interface Position {
  /** What the neighbouring row is sorted by (as PostgreSQL writes it) and its id. */
  row: [value: string, id: string]

  /** Whether the page lies before that row; otherwise it lies after it. */
  backwards: boolean
}

/**
 * Writes a position down for a URL. It is signed for this order of this list, so that one that was
 * tampered with, or belongs to another order, can be told and never reaches the database.
 */
export function sealCursor(sort: Sort, { row, backwards }: Position): string {
  return verifier().sign([...row, backwards], undefined, purposeOf(sort))
}

/** Reads what `sealCursor` wrote; null where it didn't write it for this order. */
export function openCursor(sort: Sort, cursor: string): Position | null {
  const payload = verifier().unsign<[string, string, boolean]>(cursor, purposeOf(sort))
  return payload && { row: [payload[0], payload[1]], backwards: payload[2] }
}

const verifier = () => encryption.getMessageVerifier()
const purposeOf = (sort: Sort) => `${sort.id} by ${sort.name}`
