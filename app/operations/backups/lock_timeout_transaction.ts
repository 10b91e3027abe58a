import db from '@adonisjs/lucid/services/db'
import type { Transaction } from '#core/database/transaction'
import { Refusal } from '#core/exceptions/refusal'

const SECONDS = 10

const LOCK_NOT_AVAILABLE = '55P03'

/** A locked table must not block a restore forever. @throws {Refusal} */
export async function lockTimeoutTransaction<T>(
  work: (trx: Transaction) => Promise<T>
): Promise<T> {
  try {
    return await db.transaction(async (trx) => {
      await trx.rawQuery(`set local lock_timeout = '${SECONDS}s'`)
      return work(trx)
    })
  } catch (error: any) {
    if (error.code !== LOCK_NOT_AVAILABLE) throw error
    throw new Refusal(
      `Another session holds locks on tables of this database (waited ${SECONDS} s): ` +
        'find it in pg_stat_activity, end it and restore again. Nothing was changed',
      { cause: error }
    )
  }
}
