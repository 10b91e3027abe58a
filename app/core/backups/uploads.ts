import { dirname, join, relative, sep } from 'node:path'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { mkdir, open, opendir, readdir, rename, rm } from 'node:fs/promises'
import backupsConfig from '#config/backups'
import { FolderTrouble } from '#core/exceptions/folder_trouble'

/** What is restored waits here, within the folder: beside it may be another disk. */
const INCOMING = '.restoring'

/** What was there before goes through here. */
const OUTGOING = '.replaced'

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
   * Writes files beside those that are there, which stay what they are until `swap`.
   *
   * @throws {FolderTrouble}
   */
  async receive(files: AsyncIterable<Upload>) {
    try {
      await this.discard()
      for await (const { path, content } of files) {
        const target = join(this.folder, INCOMING, path)
        await mkdir(dirname(target), { recursive: true })
        await pipeline(content, createWriteStream(target, { flush: true }))
      }
    } catch (error) {
      await this.discard().catch(() => {})
      throw FolderTrouble.of(error, this.folder)
    }
  }

  /** Puts what was received in the place of what was there. */
  async swap() {
    const [old, incoming] = [await this.#entries(), join(this.folder, INCOMING)]
    const outgoing = join(this.folder, OUTGOING)
    if (old.length > 0) await mkdir(outgoing, { recursive: true })
    for (const name of old) await rename(join(this.folder, name), join(outgoing, name))

    const received = await readdir(incoming).catch(noneIfMissing)
    for (const name of received) await rename(join(incoming, name), join(this.folder, name))
    await this.discard()
  }

  /** Forgets what was received, and what a restore that was killed left. */
  async discard() {
    await rm(join(this.folder, INCOMING), { recursive: true, force: true })
    await rm(join(this.folder, OUTGOING), { recursive: true, force: true })
  }

  async #entries(): Promise<string[]> {
    const names = await readdir(this.folder).catch(noneIfMissing)
    return names.filter((name) => !isPassing(name))
  }
}

const isPassing = (name: string) => name === INCOMING || name === OUTGOING

function nullIfGone(error: any) {
  if (error.code === 'ENOENT') return null
  throw FolderTrouble.of(error, error.path, 'read')
}

function noneIfMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}
