import { resolve } from 'node:path'
import { flags } from '@adonisjs/core/ace'
import { BackUp } from '#operations/backups/actions/back_up'
import { BackupCommand } from './_backup_command.js'
import { Refusal } from '#core/exceptions/refusal'

export default class Backup extends BackupCommand {
  static commandName = 'backup'
  static description = 'Write the database and the uploads into one file'
  static help = [
    'It is the data of one instant, while the product goes on. The file is a',
    'zip that only its owner reads; restore puts it back, in this version or a',
    'later one. .env and APP_KEY are not in it: keep them elsewhere.',
    '',
    '  {{ binaryName }} backup',
    '  {{ binaryName }} backup --folder=/mnt/backups --keep=30',
  ]

  @flags.string({ description: 'Where to [default: BACKUP_FOLDER]' })
  declare folder?: string

  @flags.number({ description: 'How many stay there; 0 keeps all [default: BACKUP_KEEP]' })
  declare keep?: number

  async run() {
    if (this.keep !== undefined && !(Number.isInteger(this.keep) && this.keep >= 0)) {
      throw new Refusal('--keep takes a whole number; 0 keeps all')
    }
    if (this.folder === '') throw new Refusal('--folder takes a path')
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
        this.logger.warning(`Not in it, for they are no tables: ${made.left_out.join(', ')}`)
      }
      this.logger.success(made.path)
    })
  }
}
