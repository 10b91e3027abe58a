import pg from 'pg'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { DateTime } from 'luxon'
import { setTimeout as sleep } from 'node:timers/promises'
import { MailServer } from '#tests/support/mail_server'
import { PrivateServers } from '#tests/support/private_servers'
import { ProductProcess } from '#tests/support/product_process'
import { WebProcess } from '#tests/support/web_process'

const RECIPIENTS = 20
const TIMEOUT_MS = 150_000
const PASSWORD = 'correct horse battery'

/** Counts of everything that was committed and of its effects. */
export interface DeliveryReport {
  /** `notifyingEvents` are the events that notify somebody. */
  events: number
  notifyingEvents: number
  notifications: number
  deliveries: number
  mails: number

  /** All zero if each event had its effect exactly once. */
  faults: {
    unpublished: number
    unhandled: number
    eventsWithoutNotification: number
    notificationsWithoutDelivery: number
    deliveriesNotSent: number
    deliveriesWithoutMail: number
    mailsWithoutDelivery: number
  }

  /** Mails received more than once, by Message-ID. */
  duplicates: number
}

/**
 * The whole product in its own processes, on its own servers, with an SMTP server that keeps its
 * mail; tests may kill any of them.
 */
export class BackgroundSystem {
  readonly mail = new MailServer()
  readonly #processes: ProductProcess[] = []
  #web!: WebProcess
  #recipients: number[] = []
  #token: string | null = null
  #mailPort = 0

  private constructor(readonly servers: PrivateServers) {}

  static async start(): Promise<BackgroundSystem> {
    const system = new BackgroundSystem(await PrivateServers.start())
    await system.#prepare().catch(async (error) => {
      await system.stop()
      throw error
    })
    return system
  }

  get env() {
    return {
      ...this.servers.env,
      SMTP_URL: `smtp://127.0.0.1:${this.#mailPort}`,
      NOTIFICATION_WINDOW_SECONDS: '0',
    }
  }

  relay() {
    return this.#start('events:relay', 'the relay')
  }

  consumers() {
    return this.#start('events:consume', 'consumer notifications started')
  }

  events() {
    return Promise.all([this.relay(), this.consumers()])
  }

  worker(...args: string[]) {
    return this.#start('queue:work', 'processing queues', args)
  }

  /** The weekly schedule is set half a day ahead, so that no tick happens by chance. */
  scheduler() {
    const { hour } = DateTime.utc().plus({ hours: 12 })
    return this.#start('scheduler:run', 'worker started', [], {
      CLEANUP_SCHEDULE: `0 ${hour} * * *`,
    })
  }

  /** Removes what earlier tests left; stops every process but the web server. */
  async reset() {
    await Promise.all(this.#processes.splice(0).map((process) => process.kill()))
    await this.mail.waitForDisconnect()
    await this.#clearJobs()
    Object.assign(this.mail, { received: [], onArrival: async () => {}, onKept: async () => {} })
    await this.query(
      'truncate outbox, inbox, event_log, tasks, notification_deliveries, schedules cascade'
    )
  }

  /**
   * Creates tasks that notify every recipient and returns the number of mails to expect. Failed
   * requests are retried.
   */
  async createTasks(count: number): Promise<number> {
    for (let made = 0; made < count;) {
      if (await this.#createTask()) made++
      else await sleep(100)
    }
    return count * RECIPIENTS
  }

  async waitForJobs(count: number) {
    const queue = new Queue('mail', {
      prefix: 'tasks:queue',
      connection: { url: this.env.REDIS_URL },
    })
    await waitUntil(async () => (await queue.count()) === count)
    await queue.close()
  }

  /**
   * Starts a process and kills it after it has written its effects and before it marks the rows of
   * the outbox or inbox as done; an advisory lock stops it there.
   */
  async killAtUpdateOf(table: 'outbox' | 'inbox', start: () => Promise<ProductProcess>) {
    const holder = new pg.Client(this.env.DATABASE_URL)
    await holder.connect()
    await holder.query('select pg_advisory_lock(1)')
    await holder.query(`
      create function wait_here() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock_shared(1); return null; end $$;
      create trigger wait_here before update on ${table}
        for each statement execute function wait_here()`)

    const held = await start()
    await waitUntil(async () => {
      const [{ waiting }] = await this.query(
        `select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted`
      )
      return waiting > 0
    })
    await held.kill()
    await holder.query('select pg_advisory_unlock(1)')
    await holder.query('drop function wait_here() cascade')
    await holder.end()
  }

  /** Simulates ticks missed during a long outage. */
  async missTicks() {
    await this.query(`
      insert into schedules (name, last_tick_at)
        select name, now() - interval '30 days'
        from unnest(array['check-overdue-tasks', 'notify-due-soon', 'generate-daily-summary',
                          'sweep-deliveries', 'cleanup-archived-tasks']) as name
        on conflict (name) do update set last_tick_at = excluded.last_tick_at`)
  }

  async reportWhenIdle(): Promise<DeliveryReport> {
    let report: DeliveryReport
    await waitUntil(async () => {
      report = await this.account()
      const { unpublished, unhandled, deliveriesNotSent } = report.faults
      return unpublished + unhandled + deliveriesNotSent === 0
    }).catch((error) => {
      throw new Error(`${error.message}: ${JSON.stringify(report)}`)
    })
    return report!
  }

  async account(): Promise<DeliveryReport> {
    const [counts] = await this.query(COUNTS)
    const sent = await this.query(`select message_id from notification_deliveries`)
    const expected = new Set(sent.map(({ message_id: id }) => id))
    const ids = this.mail.received.map(({ messageId }) => /^<(.*)@/.exec(messageId)![1])
    const arrived = new Set(ids)
    const { events, notifyingEvents, notifications, deliveries, ...faults } = counts as Counts

    return {
      events,
      notifyingEvents,
      notifications,
      deliveries,
      mails: arrived.size,
      faults: {
        ...faults,
        deliveriesWithoutMail: expected.difference(arrived).size,
        mailsWithoutDelivery: arrived.difference(expected).size,
      },
      duplicates: ids.length - arrived.size,
    }
  }

  async query(sql: string, values: unknown[] = []): Promise<Record<string, any>[]> {
    const client = new pg.Client(this.env.DATABASE_URL)
    client.on('error', () => {})
    await client.connect()
    const { rows } = await client.query(sql, values).finally(() => client.end())
    return rows
  }

  async stop() {
    const all = [this.#web, ...this.#processes]
    await Promise.all(all.map((process) => process?.kill()))
    await this.mail.close()
    await this.servers.remove()
  }

  async #start(command: string, ready: string, args: string[] = [], env = {}) {
    const started = await ProductProcess.ace([command, ...args], { ...this.env, ...env }, ready)
    this.#processes.push(started)
    return started
  }

  /** Jobs left by a killed worker would be counted as waiting. */
  async #clearJobs() {
    const redis = new Redis(this.env.REDIS_URL)
    await redis.flushdb()
    await redis.quit()
  }

  async #prepare() {
    this.#mailPort = await this.mail.listen()
    await this.#migrate()
    this.#web = await WebProcess.start({ ...this.env, REGISTRATIONS_PER_HOUR: '1000' })
    await this.#populate()
  }

  async #migrate() {
    const migration = await ProductProcess.ace(
      ['migration:run', '--force', '--no-schema-generate'],
      this.env
    )
    const code = await migration.waitForExit()
    if (code !== 0) throw new Error(JSON.stringify(migration.log))
  }

  async #populate() {
    const people = await this.query(
      `insert into users (username, email, password)
         select 'reader' || n, 'reader' || n || '@example.org', 'nobody signs in'
         from generate_series(1, $1) as n
         returning id::int`,
      [RECIPIENTS]
    )
    this.#recipients = people.map(({ id }) => id)
    await this.#post('/api/auth/register/', {
      username: 'writer',
      email: 'writer@example.org',
      password: PASSWORD,
    })
    await this.query(`update users set role = 'manager' where username = 'writer'`)
  }

  async #createTask(): Promise<boolean> {
    const token = (this.#token ??= await this.#signIn())
    const made = await this.#post(
      '/api/tasks/',
      { title: 'Bake', assigned_to: this.#recipients },
      { Authorization: `Bearer ${token}` }
    )
    if (made.status === 401) this.#token = null
    return made.status === 201
  }

  async #signIn(): Promise<string | null> {
    const credentials = { username: 'writer', password: PASSWORD }
    const answer: any = await (await this.#post('/api/auth/login/', credentials)).json()
    return answer.access ?? null
  }

  #post(path: string, body: object, headers: Record<string, string> = {}) {
    return this.#web.fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  }
}

async function waitUntil(condition: () => Promise<boolean>) {
  const deadline = Date.now() + TIMEOUT_MS
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Timed out after ${TIMEOUT_MS} ms`)
    await sleep(100)
  }
}

type Counts = Pick<DeliveryReport, 'events' | 'notifyingEvents' | 'notifications' | 'deliveries'> &
  Omit<DeliveryReport['faults'], 'deliveriesWithoutMail' | 'mailsWithoutDelivery'>

const COUNTS = `
  select
    (select count(*)::int from outbox) as events,
    (select count(*)::int from outbox where name = 'task.assigned') as "notifyingEvents",
    (select count(*)::int from notifications) as notifications,
    (select count(*)::int from notification_deliveries) as deliveries,
    (select count(*)::int from outbox where published_at is null) as unpublished,
    (select count(*)::int from inbox where status <> 'done')
      + (select count(*)::int from event_log
           cross join unnest(array['notifications', 'address_mails']) as consumer
           left join event_positions using (consumer)
          where event_log.position > coalesce(event_positions.position, 0)) as unhandled,
    (select count(*)::int from outbox
       left join notifications on cause = 'event:' || event_id
         and user_id = (outbox.payload ->> 'user_id')::bigint
       where name = 'task.assigned' and notifications.id is null) as "eventsWithoutNotification",
    (select count(*)::int from notifications where delivery_id is null)
      as "notificationsWithoutDelivery",
    (select count(*)::int from notification_deliveries where status <> 'sent')
      as "deliveriesNotSent"`
