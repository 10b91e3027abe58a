import { resolve } from 'node:path'
import { flags } from '@adonisjs/core/ace'
import { BackUp } from '#operations/backups/actions/back_up'
import { BackupCommand } from './_backup_command.js'
import { Refusal } from '#core/exceptions/refusal'

export default class Backup extends BackupCommand {
  static commandName = 'backup'
  static description = 'Back up the database and the uploads to one file'
  static help = [
    'Takes a consistent snapshot while the product keeps running. The result is',
    'a zip file readable only by its owner; restore it with this version or a',
    'later one. .env and APP_KEY are not included: store them separately.',
    '',
    '  {{ binaryName }} backup',
    '  {{ binaryName }} backup --folder=/mnt/backups --keep=30',
  ]

  @flags.string({ description: 'Target folder [default: BACKUP_FOLDER]' })
  declare folder?: string

  @flags.number({ description: 'Number of backups to keep, 0 for all [default: BACKUP_KEEP]' })
  declare keep?: number

  async run() {
    if (this.keep !== undefined && !(Number.isInteger(this.keep) && this.keep >= 0)) {
      throw new Refusal('--keep must be a whole number; 0 keeps all')
    }
    if (this.folder === '') throw new Refusal('--folder must be a path')
    const started = performance.now()
    const report = this.reporter()

    const made = await new BackUp().handle({
      folder: this.folder && resolve(this.folder),
      keep: this.keep,
      onRows: this.json ? undefined : (done, total) => report('rows', done, total),
    })
    const seconds = this.secondsSince(started)
    this.print({ ...made, seconds }, () => {
      const { rows, uploads, bytes } = made
      this.printTable([{ rows, uploads, size: this.size(bytes), seconds }])
      if (made.removed.length > 0) this.logger.info(`Removed: ${made.removed.join(', ')}`)
      if (made.left_out.length > 0) {
        this.logger.warning(
          `Not included, because they are not tables: ${made.left_out.join(', ')}`
        )
      }
      this.logger.success(made.path)
    })
  }
}
