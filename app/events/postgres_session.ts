import type pg from 'pg'
import env from '#start/env'
import { dedicatedClient } from '#core/database/dedicated_client'

/** A connection outside the pool, for LISTEN and advisory locks. */
export class PostgresSession {
  isOpen = false

  private constructor(
    private client: pg.Client,
    onLoss: () => void
  ) {
    const lose = () => {
      if (this.isOpen) onLoss()
      this.isOpen = false
    }
    client.on('error', lose).on('end', lose)
  }

  static async open(name: string, onLoss: () => void) {
    const client = dedicatedClient(env.get('DATABASE_URL'), `tasks ${name}`)
    const session = new PostgresSession(client, onLoss)
    await client.connect()
    session.isOpen = true
    return session
  }

  async listen(channel: string, onNotification: (payload: string) => void) {
    this.client.on('notification', ({ payload }) => onNotification(payload ?? ''))
    await this.client.query(`listen ${channel}`)
  }

  async tryLock(lock: number): Promise<boolean> {
    const { rows } = await this.client.query('select pg_try_advisory_lock($1) as locked', [lock])
    return rows[0].locked
  }

  async close() {
    this.isOpen = false
    await this.client.end().catch(() => {})
  }
}
