import redis from '@adonisjs/redis/services/main'
import { setTimeout as sleep } from 'node:timers/promises'
import { BaseJob } from '#jobs/job'

interface Script {
  key: string
  /** How many attempts fail before one succeeds. */
  failures?: number
  /** Whether attempts block until `release` is called. */
  isHeld?: boolean
}

/** Fails or blocks as scripted, and counts its attempts and successes in Redis. */
export default class ScriptedJob extends BaseJob {
  static jobName = 'scripted_job'
  static attempts = 3

  /** Unblocks the job with this key and every later attempt. */
  static release(key: string) {
    return redis.set(`${key}:released`, 'yes')
  }

  async handle({ key, failures = 0, isHeld = false }: Script, signal?: AbortSignal) {
    const attempt = await redis.incr(`${key}:attempts`)
    while (isHeld && !(await redis.exists(`${key}:released`))) {
      await sleep(20, undefined, { signal })
    }
    if (attempt <= failures) throw new Error(`attempt ${attempt} fails`)
    await redis.incr(`${key}:done`)
  }
}
