import env from '#start/env'
import { defineConfig } from '@adonisjs/redis'
import type { InferConnections } from '@adonisjs/redis/types'

const url = new URL(env.get('REDIS_URL'))

/** Where Redis is, for whoever connects to it. */
export const redisServer = {
  host: url.hostname,
  port: Number(url.port || 6379),
  username: decodeURIComponent(url.username) || undefined,
  password: decodeURIComponent(url.password) || undefined,
  db: Number(url.pathname.slice(1) || 0),
  tls: url.protocol === 'rediss:' ? {} : undefined,
}

const redisConfig = defineConfig({
  connection: 'main',
  connections: {
    main: {
      ...redisServer,
      keyPrefix: 'tasks:',

      /**
       * A command waits for the connection until the next attempt to make it fails, so that a
       * request that finds Redis away is told so within moments; the connection itself is retried
       * for as long as it takes.
       */
      maxRetriesPerRequest: 0,
      connectTimeout: 2_000,
      commandTimeout: 2_000,
      retryStrategy: (attempt) => Math.min(attempt * 50, 250),
    },
  },
})

export default redisConfig

declare module '@adonisjs/redis/types' {
  export interface RedisConnections extends InferConnections<typeof redisConfig> {}
}
