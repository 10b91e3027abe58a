import env from '#start/env'
import { resolve } from 'node:path'
import app from '@adonisjs/core/services/app'

/** What is backed up besides the database, where to, when, and how many are kept. */
const backupsConfig = {
  folder: resolve(app.makePath(), env.get('BACKUP_FOLDER', 'storage/backups')),

  /** How many stay; older ones go when a new one stands. 0 keeps all. */
  keep: env.get('BACKUP_KEEP') ?? 14,

  /** Cron, in UTC; without it nobody backs up by the clock. */
  schedule: env.get('BACKUP_SCHEDULE'),

  /** Files that belong to the data. A folder that isn't there is an empty one. */
  uploadsFolder: resolve(app.makePath(), env.get('UPLOADS_FOLDER', 'storage/uploads')),
}

export default backupsConfig
