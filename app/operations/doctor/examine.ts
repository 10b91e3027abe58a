import type { Finding } from '#operations/doctor/finding'
import { examineConfiguration } from '#operations/doctor/configuration'
import { examinePostgres, type Examination } from '#operations/doctor/postgres'
import { examineRedis } from '#operations/doctor/redis'

/**
 * Everything that the product needs, looked at without starting it, so that the doctor works when
 * nothing else does; it takes a few seconds at most. Where the settings are wrong there is no
 * telling which servers are meant. `examinations` are what the domains look for in their tables.
 */
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
