import { defineConfig } from '@rlanz/bull-queue'
import { redisServer } from '#config/redis'

const connection = {
  ...redisServer,
  retryStrategy: (attempt: number) => Math.min(attempt * 100, 1_000),
}

const DAY_SECONDS = 24 * 60 * 60

const queueConfig = defineConfig({
  defaultConnection: connection,

  queue: {
    /** Dispatching a job while Redis is unavailable fails at once. */
    connection: { ...connection, maxRetriesPerRequest: 1 },
    prefix: 'tasks:queue',
  },

  worker: {
    /** A worker waits for Redis indefinitely. */
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
