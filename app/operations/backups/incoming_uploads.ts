import { join } from 'node:path'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { folderError } from '#operations/backups/folder_error'
import {
  INCOMING,
  OUTGOING,
  isTransient,
  noneIfMissing,
} from '#operations/backups/transient_folders'

export class IncomingUploads {
  constructor(
    private folder: string,
    private count: number
  ) {}

  /** On failure the folders stay as they are, for the doctor to report. @throws {Refusal} */
  async swap() {
    const [incoming, outgoing] = [join(this.folder, INCOMING), join(this.folder, OUTGOING)]
    try {
      await this.#assertComplete(incoming)
      const names = await readdir(this.folder).catch(noneIfMissing)
      const old = names.filter((name) => !isTransient(name))
      if (old.length > 0) await mkdir(outgoing, { recursive: true })
      for (const name of old) await rename(join(this.folder, name), join(outgoing, name))

      const received = await readdir(incoming).catch(noneIfMissing)
      for (const name of received) await rename(join(incoming, name), join(this.folder, name))
      await removeTransient(this.folder)
    } catch (error) {
      throw folderError(error, this.folder)
    }
  }

  async discard() {
    await rm(join(this.folder, INCOMING), { recursive: true, force: true })
  }

  async #assertComplete(incoming: string) {
    const entries = await readdir(incoming, { recursive: true, withFileTypes: true }).catch(
      noneIfMissing
    )
    const files = entries.filter((entry) => entry.isFile())
    if (files.length === this.count) return
    throw new Error(`${files.length} of ${this.count} files are in ${incoming}`)
  }
}

/** Also leftovers of an earlier restore. */
export async function removeTransient(folder: string) {
  for (const name of [INCOMING, OUTGOING]) {
    await rm(join(folder, name), { recursive: true, force: true })
  }
}
