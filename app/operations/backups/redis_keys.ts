import redis from '@adonisjs/redis/services/main'
import redisConfig from '#config/redis'

const { keyPrefix } = redisConfig.connections.main
const BATCH = 1_000

/** Deletes the product's keys only; jobs are found again in PostgreSQL. */
export async function forgetKeys() {
  const { ioConnection } = redis.connection()
  const found = ioConnection.scanStream({ match: `${keyPrefix}*`, count: BATCH })
  for await (const keys of found as AsyncIterable<string[]>) {
    // The connection adds the prefix.
    const names = keys.map((key) => key.slice(keyPrefix.length))
    if (names.length > 0) await ioConnection.unlink(...names)
  }
}
