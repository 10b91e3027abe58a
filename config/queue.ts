import env from '#start/env'
import { defineConfig } from '@rlanz/bull-queue'

const url = new URL(env.get('REDIS_URL'))

const connection = {
  host: url.hostname,
  port: Number(url.port || 6379),
  username: decodeURIComponent(url.username) || undefined,
  password: decodeURIComponent(url.password) || undefined,
  db: Number(url.pathname.slice(1) || 0),
  tls: url.protocol === 'rediss:' ? {} : undefined,
  retryStrategy: (attempt: number) => Math.min(attempt * 100, 1_000),
}

const DAY_SECONDS = 24 * 60 * 60

const queueConfig = defineConfig({
  defaultConnection: connection,

  queue: {
    /** Whoever dispatches a job while Redis is away is told so at once. */
    connection: { ...connection, maxRetriesPerRequest: 1 },
    prefix: 'tasks:queue',
  },

  worker: {
    /** A worker waits for Redis as long as it takes. */
    connection: { ...connection, maxRetriesPerRequest: null },
    prefix: 'tasks:queue',
  },

  jobs: {
    attempts: 5,
    backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
    removeOnComplete: { age: DAY_SECONDS, count: 10_000 },
    removeOnFail: { age: 30 * DAY_SECONDS },
  },
})

export default queueConfig
