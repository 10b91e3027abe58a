import redis from '@adonisjs/redis/services/main'
import { setTimeout as sleep } from 'node:timers/promises'
import { BaseJob } from '#core/jobs/base_job'

interface Script {
  key: string
  /** How many attempts fail before one succeeds. */
  failures?: number
  /** How long each attempt takes, in milliseconds. */
  ms?: number
}

/** A job that does as it is told and counts its attempts and its successes in Redis. */
export default class ScriptedJob extends BaseJob {
  static $$filepath = import.meta.url
  static attempts = 3
  static timeoutMs = 2_000

  async handle({ key, failures = 0, ms = 0 }: Script, signal?: AbortSignal) {
    const attempt = await redis.incr(`${key}:attempts`)
    await sleep(ms, undefined, { signal })
    if (attempt <= failures) throw new Error(`attempt ${attempt} fails`)
    await redis.incr(`${key}:done`)
  }
}
