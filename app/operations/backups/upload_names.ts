import { isTransient } from '#operations/backups/transient_folders'

const FOLDER = 'uploads/'

/** Characters that zip tools change or reject. */
const UNSAFE = /[%\\\p{Cc}]/gu
const ESCAPED = /%(25|5C|7F|[0189][0-9A-F])/g

export const isUpload = (entry: string) => entry.startsWith(FOLDER)

/** Unsafe characters are percent-encoded. */
export function entryOfUpload(path: string): string {
  return FOLDER + path.replace(UNSAFE, (character) => `%${hex(character)}`)
}

/** @throws {Error} for an entry that is no file within the folder */
export function uploadOfEntry(entry: string): string {
  const path = entry
    .slice(FOLDER.length)
    .replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  const parts = path.split('/')
  const isOdd = parts.some((part) => ['', '.', '..'].includes(part)) || path.includes('\0')
  if (isOdd || isTransient(parts[0]) || entryOfUpload(path) !== entry) {
    throw new Error(`${entry} is not a valid upload name`)
  }
  return path
}

function hex(character: string) {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')
}
