import redis from '@adonisjs/redis/services/main'

const PREFIX = 'tasks:'

/** All tests share one address, so each starts with empty counters. */
export async function resetThrottles(...patterns: string[]) {
  if (patterns.length === 0) patterns = ['throttle:*', 'accounts:known:*']
  for (const pattern of patterns) {
    const keys = await redis.keys(PREFIX + pattern)
    if (keys.length > 0) await redis.del(keys.map((key) => key.slice(PREFIX.length)))
  }
}
