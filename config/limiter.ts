import env from '#start/env'
import { defineConfig, stores } from '@adonisjs/limiter'
import type { InferLimiters } from '@adonisjs/limiter/types'

/** Writes per user; admins are exempt; 0 is unlimited. */
export const writesPerMinute = env.get('WRITES_PER_MINUTE', 600)

const limiterConfig = defineConfig({
  default: 'redis',
  stores: { redis: stores.redis({ keyPrefix: 'throttle' }) },
})

export default limiterConfig

declare module '@adonisjs/limiter/types' {
  export interface LimitersList extends InferLimiters<typeof limiterConfig> {}
}
