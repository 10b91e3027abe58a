import type { HttpContext } from '@adonisjs/core/http'
import { assets } from '#web/assets'

const FOR_EVER = 'public, max-age=31536000, immutable'

/** Another version's fingerprint is a 404, not cached: another process may have that version. */
export default class AssetsController {
  show({ params, request, response }: HttpContext) {
    const asset = assets.find(params['*'].join('/'))
    if (!asset) return response.status(404).send('')

    response.header('Content-Type', asset.type)
    const isCurrent = assets.url(asset.name) === request.url()
    response.header('Cache-Control', isCurrent ? FOR_EVER : 'no-cache')
    response.header('X-Content-Type-Options', 'nosniff')
    response.vary('Accept-Encoding')
    if (!request.encoding(['br'])) return response.send(asset.body)

    response.header('Content-Encoding', 'br')
    return response.send(asset.brotli)
  }
}
