import pg from 'pg'
import { DateTime } from 'luxon'
import { setTimeout as sleep } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import OutboxEvent from '#events/models/outbox_event'
import type { Transport } from '#events/transports/transport'

/** The advisory lock that makes one relay the leader. Any number will do that nothing else uses. */
const LEADERSHIP = 7_236_100

/** How many events are handed on in one transaction: larger ones gained nothing when measured. */
const BATCH = 500

/** How long to wait for a notification before looking all the same, in milliseconds. */
const POLL_MS = 1_000

/** How long to wait before trying again when PostgreSQL is away, in milliseconds. */
const RECONNECT_MS = 1_000

/**
 * Hands events from the outbox to the transport and lets the consumers work. One relay leads,
 * by a lock that PostgreSQL releases when the leader's connection ends; others stand by.
 */
export class Relay {
  #stopping = new AbortController()
  #connection: pg.Client | null = null
  #wake: () => void = () => {}

  constructor(
    private transport: Transport,
    private databaseUrl: string
  ) {}

  /** Works until `stop`. PostgreSQL going away is waited out. */
  async run() {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#lead()
      } catch (error) {
        if (this.#stopping.signal.aborted) break
        logger.error({ err: error }, 'the relay lost PostgreSQL and will try again')
        await this.#pause(RECONNECT_MS)
      } finally {
        await this.#disconnect()
      }
    }
  }

  /** Finishes the batch at hand; `run` then returns. */
  stop() {
    this.#stopping.abort()
    this.#wake()
  }

  /** Publishes one batch; tells how many events it held. */
  async publishBatch(): Promise<number> {
    return db.transaction(async (trx) => {
      const rows = await OutboxEvent.query({ client: trx })
        .whereNull('publishedAt')
        .orderBy('id')
        .limit(BATCH)
        .forUpdate()
      if (rows.length === 0) return 0

      await this.transport.publish(
        rows.map((row) => row.toEvent()),
        trx
      )
      await OutboxEvent.query({ client: trx })
        .whereIn(
          'id',
          rows.map((row) => row.id)
        )
        .update({ publishedAt: DateTime.utc() })
      return rows.length
    })
  }

  async #lead() {
    const connection = await this.#connect()
    let lost = false
    connection.on('error', () => {
      lost = true
      this.#wake()
    })
    connection.on('notification', () => this.#wake())

    if (!(await this.#becomeLeader(connection))) return
    logger.info('the relay leads')
    await connection.query('listen outbox')

    while (!this.#stopping.signal.aborted && !lost) {
      // The wish to be woken is made before looking, so that nothing is missed in between.
      const woken = new Promise<void>((resolve) => (this.#wake = resolve))
      const published = await this.publishBatch()
      const consumed = await this.transport.consume()
      if (published === 0 && consumed === 0) await Promise.race([woken, this.#pause(POLL_MS)])
    }
  }

  async #connect() {
    this.#connection = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: 'relay',
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
    })
    this.#connection.on('error', () => {})
    await this.#connection.connect()
    return this.#connection
  }

  async #becomeLeader(connection: pg.Client) {
    while (!this.#stopping.signal.aborted) {
      const { rows } = await connection.query('select pg_try_advisory_lock($1) as leads', [
        LEADERSHIP,
      ])
      if (rows[0].leads) return true
      await this.#pause(POLL_MS)
    }
    return false
  }

  async #disconnect() {
    await this.#connection?.end().catch(() => {})
    this.#connection = null
  }

  async #pause(milliseconds: number) {
    await sleep(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => {})
  }
}
