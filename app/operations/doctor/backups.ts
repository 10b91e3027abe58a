import { DateTime } from 'luxon'
import env from '#start/env'
import { lastTick } from '#jobs/schedule/ticks'
import { fail, ok, reason, warn, type Finding } from '#operations/doctor/finding'
import { Uploads } from '#operations/backups/uploads'
import { BackupFolder, type StandingBackup } from '#operations/backups/backup_folder'

export async function examineBackups(): Promise<Finding[]> {
  return examineFolders().catch((error) => {
    const advice = 'Let the user that the product runs as read it, or set another folder.'
    return [fail('backups', reason(error), advice)]
  })
}

async function examineFolders(): Promise<Finding[]> {
  const folder = new BackupFolder()
  const all = await folder.list()
  const isToCome = ({ createdAt }: StandingBackup) => createdAt > DateTime.utc()
  const [toCome, [newest]] = [all.filter(isToCome), all.filter((backup) => !isToCome(backup))]
  return [
    ...(await examineUploads()),
    ...toCome.map(({ name }) => warnOfClock(name)),
    ...examineSchedule(newest, `none in ${folder.path}`),
  ]
}

/** A killed restore may have restored the database without its uploads. */
async function examineUploads(): Promise<Finding[]> {
  const leftover = await new Uploads().leftover()
  if (!leftover) return []
  const advice =
    'Restore again, with --replace. Where the database is what it was before, remove that folder'
  return [fail('uploads', `a restore is running, or was interrupted: ${leftover}`, advice)]
}

function warnOfClock(name: string) {
  const advice = 'The clock was wrong then, or is now. Rename it: "latest" and BACKUP_KEEP go by it'
  return warn('backups', `${name} is of a time to come`, advice)
}

function examineSchedule(newest: StandingBackup | undefined, none: string): Finding[] {
  const cron = env.get('BACKUP_SCHEDULE')
  if (!cron) return []

  // The backup of the last tick may still be running.
  const beforeLast = lastTick({ cron }, lastTick({ cron }).minus({ milliseconds: 1 }))
  if (newest && newest.createdAt >= beforeLast) {
    return [ok('backups', `the newest is of ${newest.createdAt.toISO()}`)]
  }
  const found = newest ? `the newest is of ${newest.createdAt.toISO()}` : none
  const advice =
    'See what schedule:list says of back-up, and that the scheduler runs. Make one: node ace backup'
  return [warn('backups', found, advice)]
}
