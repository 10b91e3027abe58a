import pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'
import { PublishBatch } from '#events/actions/publish_batch'
import type { Transport } from '#events/transports/transport'

/** The advisory lock that makes one relay the leader. Any number will do that nothing else uses. */
const LEADERSHIP = 7_236_100

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
      const published = await new PublishBatch(this.transport).handle()
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
    for (let attempt = 1; !this.#stopping.signal.aborted; attempt++) {
      const { rows } = await connection.query('select pg_try_advisory_lock($1) as leads', [
        LEADERSHIP,
      ])
      if (rows[0].leads) return true
      if (attempt === 1) logger.info('the relay stands by')
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
