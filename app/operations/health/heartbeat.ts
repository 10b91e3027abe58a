import env from '#start/env'
import { DateTime } from 'luxon'
import { writeFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { writeToRedis } from '#operations/health/queries/check_readiness'
import logger from '@adonisjs/core/services/logger'

const PULSE_MS = 5_000

/** For health checks of processes without a port: they compare the age of HEARTBEAT_FILE. */
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
