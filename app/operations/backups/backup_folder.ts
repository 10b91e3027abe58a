import { basename, join, resolve } from 'node:path'
import { DateTime } from 'luxon'
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import backupsConfig from '#config/backups'
import { folderError } from '#operations/backups/folder_error'

/** `tasks-2026-11-22T02-00-00Z.zip`, the time of the snapshot */
const NAME = /^tasks-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)\.zip$/
const INSTANT = `yyyy-MM-dd'T'HH-mm-ss'Z'`

/** An unfinished backup: hidden, and no zip. */
const DRAFT = /^\.tasks-.*\.partial$/

export interface StandingBackup {
  name: string
  path: string
  createdAt: DateTime
}

export class BackupFolder {
  constructor(readonly path = backupsConfig.folder) {}

  /** Complete backups, newest first. @throws {Refusal} */
  async list(): Promise<StandingBackup[]> {
    const names = await readdir(this.path).catch((error): string[] => {
      if (error.code === 'ENOENT') return []
      throw folderError(error, this.path, 'read')
    })
    return names
      .filter((name) => NAME.test(name))
      .sort()
      .reverse()
      .map((name) => ({ name, path: join(this.path, name), createdAt: instantOf(name) }))
  }

  /** By path, by name, or `latest`. */
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

  /** Creates the folder and removes leftovers of killed backups. @throws {Refusal} */
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
      throw folderError(error, this.path)
    }
  }

  /** `newest` is kept whatever the names say: a clock may have been wrong. */
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

  /** A new name is durable once its folder is synced. */
  async #sync() {
    const folder = await open(this.path)
    await folder.sync().finally(() => folder.close())
  }
}

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
