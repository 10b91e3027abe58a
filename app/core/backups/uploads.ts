import { dirname, join, relative, sep } from 'node:path'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { mkdir, open, opendir, readdir } from 'node:fs/promises'
import backupsConfig from '#config/backups'
import { FolderTrouble } from '#core/exceptions/folder_trouble'
import { IncomingUploads, removePassing } from '#core/backups/incoming_uploads'
import { INCOMING, isPassing, noneIfMissing } from '#core/backups/passing_folders'

/** One file that was uploaded; its path is relative to the folder, with slashes. */
export interface Upload {
  path: string
  content: Readable
}

/** The files that belong to the data. The folder itself stays: it may be a mount point. */
export class Uploads {
  constructor(readonly folder = backupsConfig.uploadsFolder) {}

  /**
   * Each file, opened when its turn comes; one that went in the meantime is left out. Links are not
   * followed: they lead out of what is ours.
   */
  async *files(): AsyncGenerator<Upload> {
    const folder = await opendir(this.folder, { recursive: true }).catch(nullIfGone)
    if (!folder) return

    for await (const entry of folder) {
      const whole = join(entry.parentPath, entry.name)
      const path = relative(this.folder, whole)
      if (!entry.isFile() || isPassing(path.split(sep)[0])) continue
      const file = await open(whole).catch(nullIfGone)
      if (file) yield { path, content: file.createReadStream() }
    }
  }

  async isEmpty(): Promise<boolean> {
    const entries = await this.#entries()
    return entries.length === 0
  }

  /**
   * Writes files beside those that are there, which stay what they are until these are swapped in.
   * What a restore that was killed has left goes.
   *
   * @throws {FolderTrouble}
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
      throw FolderTrouble.of(error, this.folder)
    }
  }

  async #entries(): Promise<string[]> {
    const names = await readdir(this.folder).catch(noneIfMissing)
    return names.filter((name) => !isPassing(name))
  }
}

function nullIfGone(error: any) {
  if (error.code === 'ENOENT') return null
  throw FolderTrouble.of(error, error.path, 'read')
}
