import { RedisConnection } from '@adonisjs/redis'
import { fail, ok, reason, warn, type Finding } from '#operations/doctor/finding'
import { withTimeout } from '#core/concurrency/with_timeout'

type RedisOptions = ConstructorParameters<typeof RedisConnection>[1]

const TIMEOUT_MS = 3_000
const OLDEST_VERSION = 7

export async function examineRedis(): Promise<Finding[]> {
  try {
    const { default: redisConfig } = await import('#config/redis')
    return await examineServer(redisConfig.connections.main)
  } catch (error) {
    const advice = 'Start Redis or fix REDIS_URL: redis://user:password@host:6379/0'
    return [fail('Redis', reason(error), advice)]
  }
}

async function examineServer(options: RedisOptions) {
  const connection = new RedisConnection('doctor', {
    ...options,
    lazyConnect: true,
    connectTimeout: TIMEOUT_MS,
    retryStrategy: () => null,
  })
  // The event has the cause, the rejection usually hasn't.
  let cause: Error | undefined
  connection.ioConnection.on('error', (error) => (cause ??= error))

  try {
    await withTimeout(TIMEOUT_MS, connection.ioConnection.connect())
    return examineAnswers(parse(await withTimeout(TIMEOUT_MS, connection.info())))
  } catch (error) {
    throw cause ?? error
  } finally {
    connection.ioConnection.disconnect()
  }
}

function examineAnswers(info: Record<string, string>): Finding[] {
  const version = info.redis_version
  return [
    Number.parseInt(version) >= OLDEST_VERSION
      ? ok('Redis', info.valkey_version ? `Valkey ${info.valkey_version}` : version)
      : fail('Redis', version, `Upgrade Redis to ${OLDEST_VERSION} or newer.`),
    info.aof_enabled === '1'
      ? ok('Redis persistence', 'appendonly yes')
      : warn(
          'Redis persistence',
          'appendonly no: acknowledged writes are lost on restart',
          'Set appendonly yes in redis.conf.'
        ),
    info.maxmemory_policy === 'noeviction'
      ? ok('Redis eviction', info.maxmemory_policy)
      : warn(
          'Redis eviction',
          `${info.maxmemory_policy}: sessions and jobs are evicted when memory runs low`,
          'Set maxmemory-policy noeviction in redis.conf.'
        ),
  ]
}

function parse(info: string): Record<string, string> {
  return Object.fromEntries(
    [...info.matchAll(/^(\w+):(.*?)\r?$/gm)].map(([, name, value]) => [name, value])
  )
}
