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
 * Joins the given transaction. Without one it opens a transaction, and retries it after a deadlock or
 * a serialization failure. So `work` must lock and read what it changes: a model that a failed
 * attempt saved has no changes left to save.
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

/**
 * Like `inTransaction`, but what fails inside the given transaction is rolled back alone, and the
 * caller may go on.
 */
export async function inSavepoint<T>(given: Transaction | undefined, work: Work<T>): Promise<T> {
  if (!given) return inTransaction(given, work)

  const outer = hooksOf(given)
  const inner = new Hooks()
  const result = await complete(await given.transaction(), inner, work)
  outer.add(inner)
  return result
}

/**
 * Runs the callback just before the outermost transaction commits, and rolls back when it fails: for
 * what other processes must know as soon as the change holds, such as a revocation in Redis.
 */
export function beforeCommit(trx: Transaction, callback: Callback) {
  hooksOf(trx).before.push(AsyncLocalStorage.bind(callback))
}

/**
 * Runs the callback when the outermost transaction has committed. What fails then is only logged, so
 * it must be a convenience, such as a job for a row that is also found by a sweep.
 */
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

/**
 * Knex resolves a COMMIT that failed, and PostgreSQL answers ROLLBACK to one after a failed statement:
 * neither may pass for a commit.
 */
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
