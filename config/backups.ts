import env from '#start/env'
import { resolve } from 'node:path'
import app from '@adonisjs/core/services/app'

const backupsConfig = {
  folder: resolve(app.makePath(), env.get('BACKUP_FOLDER', 'storage/backups')),

  /** How many backups are kept; 0 keeps all. */
  keep: env.get('BACKUP_KEEP') ?? 14,

  /** Cron in UTC; no automatic backups when empty. */
  schedule: env.get('BACKUP_SCHEDULE'),

  /** A missing folder counts as empty. */
  uploadsFolder: resolve(app.makePath(), env.get('UPLOADS_FOLDER', 'storage/uploads')),
}

export default backupsConfig
