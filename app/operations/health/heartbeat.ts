import env from '#start/env'
import { DateTime } from 'luxon'
import { writeFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { writeToRedis } from '#operations/health/queries/check_readiness'
import logger from '@adonisjs/core/services/logger'

const PULSE_MS = 5_000

/**
 * Lets a process without an address of its own be seen to live: as long as it reaches PostgreSQL and
 * Redis it writes the time into HEARTBEAT_FILE every five seconds, where that is set. Whoever
 * looks after it takes a file that grows old for a process that is unwell.
 */
export function startHeartbeat() {
  const file = env.get('HEARTBEAT_FILE')
  if (!file) return

  const pulse = setInterval(() => beat(file), PULSE_MS)
  app.terminating(() => clearInterval(pulse))
  return beat(file)
}

async function beat(file: string) {
  try {
    await db.rawQuery('select 1')
    await writeToRedis()
    await writeFile(file, DateTime.utc().toISO())
  } catch (error) {
    logger.warn({ err: error }, 'no heartbeat')
  }
}
