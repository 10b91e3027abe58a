import env from '#start/env'
import { lastTick } from '#core/schedule/ticks'
import { fail, ok, warn, type Finding } from '#core/doctor/finding'
import { BackupFolder } from '#core/backups/backup_folder'

/** Whether backups are made as often as they should be; nothing where nobody wants them by the clock. */
export async function examineBackups(): Promise<Finding[]> {
  const cron = env.get('BACKUP_SCHEDULE')
  if (!cron) return []

  const folder = new BackupFolder()
  const [newest] = await folder.list()
  const beforeLast = tickBeforeLast(cron)
  if (!beforeLast) {
    return [fail('backups', `BACKUP_SCHEDULE=${cron}`, 'Say when in five fields: 0 2 * * *')]
  }
  if (newest && newest.createdAt >= beforeLast) {
    return [ok('backups', `the newest is of ${newest.createdAt.toISO()}`)]
  }
  const found = newest ? `the newest is of ${newest.createdAt.toISO()}` : `none in ${folder.path}`
  const advice =
    'See what schedule:list says of back-up, and that the scheduler runs. Make one: node ace backup'
  return [warn('backups', found, advice)]
}

/** A backup takes its time: that of the last tick may still be under way. */
function tickBeforeLast(cron: string) {
  try {
    return lastTick({ cron }, lastTick({ cron }).minus({ milliseconds: 1 }))
  } catch {
    return null
  }
}
