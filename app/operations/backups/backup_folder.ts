import { basename, join, resolve } from 'node:path'
import { DateTime } from 'luxon'
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import backupsConfig from '#config/backups'
import { folderTrouble } from '#operations/backups/exceptions/folder_trouble'

/** `tasks-2026-11-22T02-00-00Z.zip`; the instant is that of the data. */
const NAME = /^tasks-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)\.zip$/
const INSTANT = `yyyy-MM-dd'T'HH-mm-ss'Z'`

/** What a backup is called until it's whole: hidden, and no zip. */
const DRAFT = /^\.tasks-.*\.partial$/

/** A backup that stands in the folder. */
export interface StandingBackup {
  name: string
  path: string
  createdAt: DateTime
}

/** Where backups are, and how a file becomes one of them. */
export class BackupFolder {
  constructor(readonly path = backupsConfig.folder) {}

  /**
   * All that are whole, the newest first; none where there is no folder yet.
   *
   * @throws {Refusal}
   */
  async list(): Promise<StandingBackup[]> {
    const names = await readdir(this.path).catch((error): string[] => {
      if (error.code === 'ENOENT') return []
      throw folderTrouble(error, this.path, 'read')
    })
    return names
      .filter((name) => NAME.test(name))
      .sort()
      .reverse()
      .map((name) => ({ name, path: join(this.path, name), createdAt: instantOf(name) }))
  }

  /** The path of a backup that is named: by a path, or as the list has it, or `latest`. */
  async find(named: string): Promise<string | undefined> {
    if (named === 'latest') {
      const [newest] = await this.list()
      return newest?.path
    }
    const inFolder = basename(named) === named ? [join(this.path, named)] : []
    for (const path of [resolve(named), ...inFolder]) {
      if (await exists(path)) return path
    }
  }

  /**
   * Lets `write` make a file, which becomes a backup once it is whole. The folder is made where it's
   * missing, and what was left of backups that were killed goes.
   *
   * @throws {Refusal}
   */
  async add(at: DateTime, write: (draft: string) => Promise<void>): Promise<string> {
    const name = `tasks-${at.toFormat(INSTANT)}.zip`
    const [draft, path] = [join(this.path, `.${name}.partial`), join(this.path, name)]
    try {
      await mkdir(this.path, { recursive: true })
      await this.#removeDrafts()
      await write(draft)
      await rename(draft, path)
      await this.#sync()
      return path
    } catch (error) {
      await rm(draft, { force: true }).catch(() => {})
      throw folderTrouble(error, this.path)
    }
  }

  /**
   * Removes all but so many, the oldest first; 0 keeps all. The one at `newest` stays, whatever the
   * names of others say: a clock may have been wrong. Gives the names of those that went.
   */
  async keep(count: number, newest: string): Promise<string[]> {
    if (count === 0) return []
    const all = await this.list()
    const old = all.filter(({ path }) => path !== newest).slice(count - 1)
    for (const { path } of old) await rm(path, { force: true })
    return old.map(({ name }) => name)
  }

  async #removeDrafts() {
    const names = await readdir(this.path)
    const drafts = names.filter((name) => DRAFT.test(name))
    for (const name of drafts) await rm(join(this.path, name), { force: true })
  }

  /** A new name is on the disk when its folder is. */
  async #sync() {
    const folder = await open(this.path)
    await folder.sync().finally(() => folder.close())
  }
}

/** How large a file is, in bytes. */
export async function sizeOf(path: string): Promise<number> {
  const { size } = await stat(path)
  return size
}

function instantOf(name: string) {
  return DateTime.fromFormat(NAME.exec(name)![1], INSTANT)
}

function exists(path: string) {
  return access(path).then(
    () => true,
    () => false
  )
}
