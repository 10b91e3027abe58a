import { args, flags } from '@adonisjs/core/ace'
import { BackupCommand } from './_backup_command.js'
import { Refusal } from '#core/exceptions/refusal'
import { BackupFile } from '#operations/backups/backup_file'
import { BackupFolder } from '#operations/backups/backup_folder'
import type { OnProgress } from '#operations/backups/load_tables'
import { exitOnSignal } from '#operations/console/exit_on_signal'
import { rowsOf } from '#operations/backups/manifest'
import { EndAllAccess } from '#accounts/sessions/actions/end_all_access'
import { RestoreBackup, type RestoreOptions } from '#operations/backups/actions/restore_backup'
import { findRestoreTarget } from '#operations/backups/queries/restore_target'

export default class Restore extends BackupCommand {
  static commandName = 'restore'
  static description = 'Put a backup in the place of the database and the uploads'
  static help = [
    'All of it or nothing: until the end the data is what it was. Stop the',
    'product first (docker compose stop app relay consumers worker scheduler), and start it',
    'afterwards; without containers: npm run up -- --restore=latest. A backup of an',
    'older version is migrated on the way. Everybody signs in again. Without a file',
    'it asks which.',
    '',
    '  {{ binaryName }} restore latest --check',
    '  {{ binaryName }} restore latest --replace',
    '  {{ binaryName }} restore tasks-2026-11-22T02-00-00Z.zip',
  ]

  @args.string({ description: 'A file, a name in BACKUP_FOLDER, or latest', required: false })
  declare file?: string

  @flags.boolean({ description: 'Replace the users, tasks and uploads that are there' })
  declare replace: boolean

  @flags.boolean({ description: 'Read and verify the whole file, and change nothing' })
  declare check: boolean

  async run() {
    const started = performance.now()
    const report = this.reporter()
    const backup = await BackupFile.open(await this.#chooseFile())
    try {
      if (this.check) {
        await backup.verify((done, total) => report('rows checked', done, total))
        return this.#tellContents(backup)
      }
      const restored = await this.#restore(backup, report)
      const outcome = { ...contentsOf(backup), ...restored, seconds: this.secondsSince(started) }
      this.print(outcome, () => this.#tellOutcome(outcome))
    } finally {
      backup.close()
    }
  }

  /** The uploads follow the database: from the commit on it comes to its end. */
  #restore(backup: BackupFile, onProgress: OnProgress) {
    let mayEnd = true
    const options: RestoreOptions = {
      confirm: () => this.#confirmReplacement(),
      beforeCommit: async (trx) => {
        await new EndAllAccess().handle(trx)
        mayEnd = false
      },
      onProgress,
    }
    return exitOnSignal(
      () => mayEnd,
      () => new RestoreBackup().handle(backup, options)
    )
  }

  async #chooseFile(): Promise<string> {
    const folder = new BackupFolder()
    if (this.file) {
      const path = await folder.find(this.file)
      if (path) return path
      throw new Refusal(`There is no backup "${this.file}", neither here nor in ${folder.path}`)
    }
    const backups = await folder.list()
    if (backups.length === 0) throw new Refusal(`There is no backup in ${folder.path}`)
    const names = backups.map(({ name }) => name)
    if (this.canAsk) return (await folder.find(await this.prompt.choice('Backup', names)))!
    throw new Refusal(`Say which: latest, or one of\n${names.join('\n')}`)
  }

  async #confirmReplacement() {
    const { rows, hasUploads } = await findRestoreTarget(['users', 'tasks'])
    const [users, tasks] = rows
    if (this.replace || (users === 0 && tasks === 0 && !hasUploads)) return

    const there = `${users} users and ${tasks} tasks${hasUploads ? ', and uploads,' : ''}`
    if (this.canAsk && (await this.prompt.confirm(`Replace ${there} that are there?`))) return
    throw new Refusal(`There are ${there} already. To replace them: --replace. Nothing was changed`)
  }

  #tellContents(backup: BackupFile) {
    const contents = contentsOf(backup)
    const { path, ...summary } = contents
    this.print(contents, () => {
      this.printTable([summary])
      this.logger.success(`${path} is whole`)
    })
  }

  #tellOutcome({ migrated, skippedTables, path, ...summary }: Outcome) {
    this.printTable([summary])
    if (migrated.length > 0) this.logger.info(`Migrated since: ${migrated.length}`)
    if (skippedTables.length > 0) {
      this.logger.warning(`Left out, for they aren't the product's: ${skippedTables.join(', ')}`)
    }
    this.logger.success(`The data is that of ${path}. What is different now:`)
    for (const line of DIFFERENT_NOW) this.logger.log(`- ${line}`)
  }
}

const DIFFERENT_NOW = [
  'Everybody signs in again.',
  'Long-lived tokens that were revoked since the backup work again. See: node ace token:list',
  'Mails that were waiting at the time of the backup are sent when the worker starts.',
  'Start the product: docker compose up -d',
]

type Outcome = ReturnType<typeof contentsOf> & {
  migrated: string[]
  skippedTables: string[]
  seconds: number
}

function contentsOf({ path, manifest }: BackupFile) {
  const { version, created_at: createdAt, uploads } = manifest
  return { path, created_at: createdAt, version, rows: rowsOf(manifest), uploads }
}
