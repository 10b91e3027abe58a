import { realpath } from 'node:fs/promises'
import { relative } from 'node:path'
import { Refusal } from '#core/exceptions/refusal'

/** Nested folders would back up the backups, and a restore would remove them. @throws {Refusal} */
export async function refuseNested(backups: string, uploads: string) {
  const [one, other] = [await real(backups), await real(uploads)]
  if (!isWithin(one, other) && !isWithin(other, one)) return
  throw new Refusal(
    `The folders for backups (${backups}) and uploads (${uploads}) must not contain each other. ` +
      'Set BACKUP_FOLDER or UPLOADS_FOLDER to another folder'
  )
}

function real(path: string) {
  return realpath(path).catch(() => path)
}

function isWithin(path: string, folder: string) {
  const [first] = relative(folder, path).split('/')
  return first !== '..'
}
