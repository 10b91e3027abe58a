import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { backoff } from '#core/concurrency/backoff'

export type Transaction = TransactionClientContract

type Work<T> = (trx: Transaction) => PromiseLike<T>
type Callback = () => unknown

const SERIALIZATION_FAILURE = '40001'
const DEADLOCK_DETECTED = '40P01'
const RETRIED = [SERIALIZATION_FAILURE, DEADLOCK_DETECTED]
export const MAX_ATTEMPTS = 5
const PAUSES = { firstMs: 20, longestMs: 500 }

/**
 * Joins the given transaction, or opens one and retries it after a deadlock or serialization
 * failure: so `work` must lock and read what it changes.
 */
export async function inTransaction<T>(given: Transaction | undefined, work: Work<T>): Promise<T> {
  if (given) return work(given)

  for (let attempt = 1; ; attempt++) {
    try {
      return await open(work)
    } catch (error: any) {
      if (attempt === MAX_ATTEMPTS || !RETRIED.includes(error.code)) throw error
      logger.warn({ err: error, attempt }, 'retrying a transaction')
      await sleep(backoff(attempt, PAUSES))
    }
  }
}

/** Like `inTransaction`, but a failure only rolls back to a savepoint. */
export async function inSavepoint<T>(given: Transaction | undefined, work: Work<T>): Promise<T> {
  if (!given) return inTransaction(given, work)

  const outer = hooksOf(given)
  const inner = new Hooks()
  const result = await complete(await given.transaction(), inner, work)
  outer.add(inner)
  return result
}

/** Before the outermost commit; a failure rolls back. For revocations in Redis. */
export function beforeCommit(trx: Transaction, callback: Callback) {
  hooksOf(trx).before.push(AsyncLocalStorage.bind(callback))
}

/** After the outermost commit. Failures are only logged, so it must be optional. */
export function afterCommit(trx: Transaction, callback: Callback) {
  hooksOf(trx).after.push(AsyncLocalStorage.bind(callback))
}

/** Lucid's own hooks also run when a savepoint is released, which is no commit. */
class Hooks {
  before: Callback[] = []
  after: Callback[] = []

  add({ before, after }: Hooks) {
    this.before.push(...before)
    this.after.push(...after)
  }
}

const opened = new WeakMap<Transaction, Hooks>()

function hooksOf(trx: Transaction): Hooks {
  const hooks = opened.get(trx)
  if (!hooks) throw new Error('This transaction was not opened by inTransaction')
  return hooks
}

async function open<T>(work: Work<T>): Promise<T> {
  const hooks = new Hooks()
  const result = await complete(await db.transaction(), hooks, async (trx) => {
    const done = await work(trx)
    for (const callback of hooks.before) await callback()
    return done
  })
  for (const callback of hooks.after) await callAfterCommit(callback)
  return result
}

async function callAfterCommit(callback: Callback) {
  try {
    await callback()
  } catch (error) {
    logger.warn({ err: error }, 'failed after the commit')
  }
}

async function complete<T>(trx: Transaction, hooks: Hooks, work: Work<T>): Promise<T> {
  opened.set(trx, hooks)
  try {
    const result = await work(trx)
    await commit(trx)
    return result
  } catch (error) {
    if (!trx.isCompleted) await trx.rollback()
    throw error
  }
}

/** Knex resolves failed COMMITs, and PostgreSQL answers ROLLBACK after a failed statement. */
async function commit(trx: Transaction) {
  const knexClient: any = trx.knexClient
  const send = knexClient.commit
  knexClient.commit = async () => {
    const sent = await send()
    await knexClient.executionPromise
    if (sent.response.command === 'ROLLBACK')
      throw new Error('A statement of the transaction had failed')
  }
  await trx.commit()
}
