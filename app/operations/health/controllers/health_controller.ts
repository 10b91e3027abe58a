import type { HttpContext } from '@adonisjs/core/http'
import { checkReadiness } from '#operations/health/queries/check_readiness'

/** For those who watch over the process. */
export default class HealthController {
  /** The process is up and answers; what it depends on may be away. */
  live({ response }: HttpContext) {
    return response.header('Cache-Control', 'no-store').json({ status: 'ok' })
  }

  /** The process can do its work; 503 says which part keeps it from that. */
  async ready({ response }: HttpContext) {
    const readiness = await checkReadiness()
    if (readiness.status !== 'ok') response.status(503).header('Retry-After', '5')
    return response.header('Cache-Control', 'no-store').json(readiness)
  }
}
