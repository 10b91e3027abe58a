import type { HttpContext } from '@adonisjs/core/http'
import { openApiDocument } from '#api/contract/document'

/** Written once: it takes longer than all the rest of the answer. */
let text: string | undefined

/** The contract itself, for whoever generates a client or imports it into a tool. */
export default class OpenApiController {
  show({ response }: HttpContext) {
    response.header('Cache-Control', 'public, max-age=300')
    return response.type('json').send((text ??= JSON.stringify(openApiDocument())))
  }
}
