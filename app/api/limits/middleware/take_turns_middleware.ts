import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Turns } from '#core/concurrency/turns'

/** Fewer than there are connections to PostgreSQL; a browser asks for six things at once. */
const turns = new Turns({ capacity: 6, longest: 250 })

/**
 * Answers a user so many requests at once; the others of theirs wait. Otherwise a burst of one user
 * holds every connection to PostgreSQL, and everybody else hears that it is not available.
 */
export default class TakeTurnsMiddleware {
  /** @throws TooBusy (503) */
  handle({ auth }: HttpContext, next: NextFn) {
    return turns.take(String(auth.getUserOrFail().id), async () => next())
  }
}
