import { dirname, join, posix } from 'node:path'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { mkdir, open, opendir, readdir } from 'node:fs/promises'
import backupsConfig from '#config/backups'
import { Refusal } from '#core/exceptions/refusal'
import { folderError } from '#operations/backups/folder_error'
import { IncomingUploads, removeTransient } from '#operations/backups/incoming_uploads'
import { INCOMING, isTransient, noneIfMissing } from '#operations/backups/transient_folders'

/** The path is relative, with slashes. */
export interface Upload {
  path: string
  content: Readable
}

/** The folder itself is kept: it may be a mount point. */
export class Uploads {
  constructor(readonly folder = backupsConfig.uploadsFolder) {}

  /** Files deleted meanwhile are skipped, and links not followed. @throws {Refusal} */
  async *files(within = ''): AsyncGenerator<Upload> {
    const folder = await opendir(join(this.folder, within)).catch(nullIfGone)
    if (!folder) return

    for await (const entry of folder) {
      const path = posix.join(within, entry.name)
      if (isTransient(path)) continue
      refuseOddName(path)
      if (entry.isDirectory()) yield* this.files(path)
      if (!entry.isFile()) continue
      const file = await open(join(this.folder, path)).catch(nullIfGone)
      if (file) yield { path, content: file.createReadStream() }
    }
  }

  async isEmpty(): Promise<boolean> {
    const entries = await this.#entries()
    return entries.length === 0
  }

  /** What a running or killed restore left. */
  async leftover(): Promise<string | undefined> {
    const names = await readdir(this.folder).catch(noneIfMissing)
    const name = names.find(isTransient)
    return name && join(this.folder, name)
  }

  /** Writes files beside the current ones, until they are swapped. @throws {Refusal} */
  async receive(files: AsyncIterable<Upload>): Promise<IncomingUploads> {
    let count = 0
    try {
      await removeTransient(this.folder)
      for await (const { path, content } of files) {
        const target = join(this.folder, INCOMING, path)
        await mkdir(dirname(target), { recursive: true })
        await pipeline(content, createWriteStream(target, { flush: true }))
        count++
      }
      return new IncomingUploads(this.folder, count)
    } catch (error) {
      await removeTransient(this.folder).catch(() => {})
      throw folderError(error, this.folder)
    }
  }

  async #entries(): Promise<string[]> {
    const names = await readdir(this.folder).catch(noneIfMissing)
    return names.filter((name) => !isTransient(name))
  }
}

function nullIfGone(error: any) {
  if (error.code === 'ENOENT') return null
  throw folderError(error, error.path, 'read')
}

/** Node decodes invalid UTF-8 in names to this character. */
function refuseOddName(path: string) {
  if (!path.includes('\uFFFD')) return
  throw new Refusal(
    `The file name of the upload ${path} is not valid UTF-8. Rename it and back up again`
  )
}
