import { errors } from '@adonisjs/limiter'
import limiter from '@adonisjs/limiter/services/main'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { writesPerMinute } from '#config/limiter'
import { TooManyWrites } from '#api/exceptions'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Admins are exempt for operators' scripts; no limit while Redis is unavailable. */
export default class LimitWritesMiddleware {
  async handle({ auth, logger, request, route }: HttpContext, next: NextFn) {
    const { id, isAdmin } = auth.getUserOrFail()
    const isFree = READS.has(request.method()) || isAdmin || route?.name?.endsWith('logout')
    if (writesPerMinute === 0 || isFree) return next()

    try {
      await writes().consume(`writes:${id}`)
    } catch (error) {
      if (error instanceof errors.E_TOO_MANY_REQUESTS) {
        throw new TooManyWrites(Math.max(1, error.response.availableIn))
      }
      logger.warn({ err: error }, 'write rate limiting is unavailable')
    }
    return next()
  }
}

function writes() {
  return limiter.use({ requests: writesPerMinute, duration: '1 minute' })
}
