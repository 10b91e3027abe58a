import type { Finding } from '#operations/doctor/finding'
import { examineConfiguration } from '#operations/doctor/configuration'
import { examinePostgres, type Examination } from '#operations/doctor/postgres'
import { examineRedis } from '#operations/doctor/redis'

/** Works without booting the application; `examinations` are the domains' checks. */
export async function examine(
  migrationsFolder: string,
  examinations: Examination[]
): Promise<Finding[]> {
  const configuration = await examineConfiguration()
  if (configuration.some(({ check, verdict }) => check === 'settings' && verdict === 'fail')) {
    return configuration
  }

  const { default: env } = await import('#start/env')
  const { examineBackups } = await import('#operations/doctor/backups')
  const findings = await Promise.all([
    examinePostgres(env.get('DATABASE_URL'), migrationsFolder, examinations),
    examineRedis(),
    examineBackups(),
  ])
  return [...configuration, ...findings.flat()]
}
