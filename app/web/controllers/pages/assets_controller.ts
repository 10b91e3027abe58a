import type { HttpContext } from '@adonisjs/core/http'
import { assets } from '#web/assets'

const FOR_EVER = 'public, max-age=31536000, immutable'

/**
 * Serves the files of the pages. Their address changes with them, so they are kept for ever; but not
 * below an address of another version, which a process of that version may answer differently.
 */
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
