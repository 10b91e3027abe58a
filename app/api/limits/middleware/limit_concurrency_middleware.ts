import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { KeyedQueue } from '#core/concurrency/keyed_queue'

/** Fewer than the connections to PostgreSQL; browsers send six requests at once. */
const queue = new KeyedQueue({ capacity: 6, maxWaiting: 250 })

/** Otherwise a burst of one user's requests would hold every connection to PostgreSQL. */
export default class LimitConcurrencyMiddleware {
  handle({ auth }: HttpContext, next: NextFn) {
    return queue.run(String(auth.getUserOrFail().id), async () => next())
  }
}
