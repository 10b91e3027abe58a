import type { HttpContext } from '@adonisjs/core/http'
import { checkReadiness } from '#operations/health/queries/check_readiness'

export default class HealthController {
  live({ response }: HttpContext) {
    return response.header('Cache-Control', 'no-store').json({ status: 'ok' })
  }

  async ready({ response }: HttpContext) {
    const readiness = await checkReadiness()
    if (readiness.status !== 'ok') response.status(503).header('Retry-After', '5')
    return response.header('Cache-Control', 'no-store').json(readiness)
  }
}
