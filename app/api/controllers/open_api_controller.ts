import type { HttpContext } from '@adonisjs/core/http'
import { openApiDocument } from '#api/contract/document'

/** Serialising takes longer than the rest of the request. */
let text: string | undefined

export default class OpenApiController {
  show({ response }: HttpContext) {
    response.header('Cache-Control', 'public, max-age=300')
    return response.type('json').send((text ??= JSON.stringify(openApiDocument())))
  }
}
