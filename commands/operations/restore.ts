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
  static description = 'Restore the database and the uploads from a backup'
  static help = [
    'All or nothing: the current data is replaced only when the restore succeeds.',
    'Stop the product first (docker compose stop app relay consumers worker',
    'scheduler) and start it afterwards; without containers: npm run up --',
    '--restore=latest. Backups of older versions are migrated. All users have to',
    'sign in again. Prompts for the backup if none is given.',
    '',
    '  {{ binaryName }} restore latest --check',
    '  {{ binaryName }} restore latest --replace',
    '  {{ binaryName }} restore tasks-2026-11-22T02-00-00Z.zip',
  ]

  @args.string({
    description: 'A file path, a file name in BACKUP_FOLDER, or latest',
    required: false,
  })
  declare file?: string

  @flags.boolean({ description: 'Replace existing users, tasks and uploads' })
  declare replace: boolean

  @flags.boolean({ description: 'Verify the whole backup without restoring it' })
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

  /** After the commit it can't be interrupted: the uploads must be swapped too. */
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
      throw new Refusal(`No backup "${this.file}" in the current folder or in ${folder.path}`)
    }
    const backups = await folder.list()
    if (backups.length === 0) throw new Refusal(`No backups in ${folder.path}`)
    const names = backups.map(({ name }) => name)
    if (this.canAsk) return (await folder.find(await this.prompt.choice('Backup', names)))!
    throw new Refusal(`Specify a backup: latest, or one of\n${names.join('\n')}`)
  }

  async #confirmReplacement() {
    const { rows, hasUploads } = await findRestoreTarget(['users', 'tasks'])
    const [users, tasks] = rows
    if (this.replace || (users === 0 && tasks === 0 && !hasUploads)) return

    const there = `${users} users${hasUploads ? `, ${tasks} tasks and uploads` : ` and ${tasks} tasks`}`
    if (this.canAsk && (await this.prompt.confirm(`Replace the existing ${there}?`))) return
    throw new Refusal(
      `There are already ${there}. Use --replace to replace them. Nothing was changed`
    )
  }

  #tellContents(backup: BackupFile) {
    const contents = contentsOf(backup)
    const { path, ...summary } = contents
    this.print(contents, () => {
      this.printTable([summary])
      this.logger.success(`${path} is valid`)
    })
  }

  #tellOutcome({ migrated, skippedTables, path, ...summary }: Outcome) {
    this.printTable([summary])
    if (migrated.length > 0) this.logger.info(`Migrations applied: ${migrated.length}`)
    if (skippedTables.length > 0) {
      this.logger.warning(
        `Skipped, because they don't belong to the product: ${skippedTables.join(', ')}`
      )
    }
    this.logger.success(`Restored ${path}. Please note:`)
    for (const line of DIFFERENT_NOW) this.logger.log(`- ${line}`)
  }
}

const DIFFERENT_NOW = [
  'All users have to sign in again.',
  'Long-lived tokens revoked after the backup are valid again. Check: node ace token:list',
  'Emails that were queued at the time of the backup are sent when the worker starts.',
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
