import { DateTime } from 'luxon'
import env from '#start/env'
import { lastTick } from '#jobs/schedule/ticks'
import { fail, ok, reason, warn, type Finding } from '#operations/doctor/finding'
import { Uploads } from '#operations/backups/uploads'
import { BackupFolder, type StandingBackup } from '#operations/backups/backup_folder'

export async function examineBackups(): Promise<Finding[]> {
  return examineFolders().catch((error) => {
    const advice = 'Give the user of the product read access, or configure another folder.'
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
    ...examineSchedule(newest, `no backups in ${folder.path}`),
  ]
}

/** A killed restore may have restored the database without its uploads. */
async function examineUploads(): Promise<Finding[]> {
  const leftover = await new Uploads().leftover()
  if (!leftover) return []
  const advice =
    'Restore again with --replace, or, if the database was not changed, delete that folder.'
  return [fail('uploads', `a restore is running or was interrupted: ${leftover} exists`, advice)]
}

function warnOfClock(name: string) {
  const advice =
    'The clock was wrong then or is wrong now. Rename the file: "latest" and BACKUP_KEEP rely on its date.'
  return warn('backups', `${name} has a date in the future`, advice)
}

function examineSchedule(newest: StandingBackup | undefined, none: string): Finding[] {
  const cron = env.get('BACKUP_SCHEDULE')
  if (!cron) return []

  // The backup of the last tick may still be running.
  const beforeLast = lastTick({ cron }, lastTick({ cron }).minus({ milliseconds: 1 }))
  if (newest && newest.createdAt >= beforeLast) {
    return [ok('backups', `latest: ${newest.createdAt.toISO()}`)]
  }
  const found = newest ? `latest: ${newest.createdAt.toISO()}` : none
  const advice =
    'Check back-up in schedule:list and that the scheduler is running. To back up now: node ace backup'
  return [warn('backups', found, advice)]
}
