import { dirname, join, posix } from 'node:path'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { mkdir, open, opendir, readdir } from 'node:fs/promises'
import backupsConfig from '#config/backups'
import { Refusal } from '#core/exceptions/refusal'
import { folderTrouble } from '#operations/backups/exceptions/folder_trouble'
import { IncomingUploads, removePassing } from '#operations/backups/incoming_uploads'
import { INCOMING, isPassing, noneIfMissing } from '#operations/backups/passing_folders'

/** One file that was uploaded; its path is relative to the folder, with slashes. */
export interface Upload {
  path: string
  content: Readable
}

/** The files that belong to the data. The folder itself stays: it may be a mount point. */
export class Uploads {
  constructor(readonly folder = backupsConfig.uploadsFolder) {}

  /**
   * Each file, opened when its turn comes; what went in the meantime is left out. Links are not
   * followed: they lead out of what is ours.
   *
   * @throws {Refusal} for what can't be read, and for a name that a backup can't have
   */
  async *files(within = ''): AsyncGenerator<Upload> {
    const folder = await opendir(join(this.folder, within)).catch(nullIfGone)
    if (!folder) return

    for await (const entry of folder) {
      const path = posix.join(within, entry.name)
      if (isPassing(path)) continue
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

  /** What a restore has here while it runs, and leaves where it is killed; undefined without one. */
  async leftover(): Promise<string | undefined> {
    const names = await readdir(this.folder).catch(noneIfMissing)
    const name = names.find(isPassing)
    return name && join(this.folder, name)
  }

  /**
   * Writes files beside those that are there, which stay what they are until these are swapped in.
   * What a restore that was killed has left goes.
   *
   * @throws {Refusal}
   */
  async receive(files: AsyncIterable<Upload>): Promise<IncomingUploads> {
    let count = 0
    try {
      await removePassing(this.folder)
      for await (const { path, content } of files) {
        const target = join(this.folder, INCOMING, path)
        await mkdir(dirname(target), { recursive: true })
        await pipeline(content, createWriteStream(target, { flush: true }))
        count++
      }
      return new IncomingUploads(this.folder, count)
    } catch (error) {
      await removePassing(this.folder).catch(() => {})
      throw folderTrouble(error, this.folder)
    }
  }

  async #entries(): Promise<string[]> {
    const names = await readdir(this.folder).catch(noneIfMissing)
    return names.filter((name) => !isPassing(name))
  }
}

function nullIfGone(error: any) {
  if (error.code === 'ENOENT') return null
  throw folderTrouble(error, error.path, 'read')
}

/** Names that aren't UTF-8 are read with this in the place of what can't be told. */
function refuseOddName(path: string) {
  if (!path.includes('\uFFFD')) return
  throw new Refusal(`The name of the upload ${path} isn't UTF-8. Rename it, and back up again`)
}
