import { setTimeout as sleep } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'

/** Resolves when a statement waits for a lock. */
export async function waitForLock() {
  for (let tries = 0; tries < 500; tries++) {
    const waiting = await db
      .from('pg_stat_activity')
      .where('wait_event_type', 'Lock')
      .whereRaw('datname = current_database()')
    if (waiting.length > 0) return
    await sleep(10)
  }
  throw new Error('Timed out: no statement waits for a lock')
}
