import { isPassing } from '#operations/backups/passing_folders'

const FOLDER = 'uploads/'

/** What zip files and their readers change in names, or stumble over. */
const UNSAFE = /[%\\\p{Cc}]/gu
const ESCAPED = /%(25|5C|7F|[0189][0-9A-F])/g

/** Whether an entry of a backup is an upload. */
export const isUpload = (entry: string) => entry.startsWith(FOLDER)

/** Where a backup has an upload: by its path, in which a few characters are written `%5C`. */
export function entryOfUpload(path: string): string {
  return FOLDER + path.replace(UNSAFE, (character) => `%${hex(character)}`)
}

/**
 * The path of the upload that an entry is.
 *
 * @throws {Error} for an entry that isn't one file within the folder, as we name it
 */
export function uploadOfEntry(entry: string): string {
  const path = entry
    .slice(FOLDER.length)
    .replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  const parts = path.split('/')
  const isOdd = parts.some((part) => ['', '.', '..'].includes(part)) || path.includes('\0')
  if (isOdd || isPassing(parts[0]) || entryOfUpload(path) !== entry) {
    throw new Error(`${entry} is no name of an upload`)
  }
  return path
}

function hex(character: string) {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')
}
