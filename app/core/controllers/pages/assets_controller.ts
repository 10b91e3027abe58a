import type { HttpContext } from '@adonisjs/core/http'
import { assets } from '#core/pages/assets'

/** Serves the files of the pages; their address changes with them, so they are kept for ever. */
export default class AssetsController {
  show({ params, request, response }: HttpContext) {
    const asset = assets.find(params['*'].join('/'))
    if (!asset) return response.status(404).send('')

    response.header('Content-Type', asset.type)
    response.header('Cache-Control', 'public, max-age=31536000, immutable')
    response.header('X-Content-Type-Options', 'nosniff')
    response.vary('Accept-Encoding')
    if (!request.encoding(['br'])) return response.send(asset.body)

    response.header('Content-Encoding', 'br')
    return response.send(asset.brotli)
  }
}
