import '#api/schemas'
import { controllers } from '#generated/controllers'
import { publicApi } from '#api/route_groups'

publicApi.get('openapi.json', [controllers.api.OpenApi, 'show'], {
  name: 'contract.document',
  summary: 'Get the OpenAPI 3.1 document',
  answers: { 200: { type: 'object', required: ['openapi', 'info', 'paths'] } },
})

publicApi.get('docs', [controllers.api.pages.Reference, 'show'], {
  name: 'contract.reference',
  summary: 'View this reference',
  answers: { 200: { type: 'string' } },
  produces: 'text/html',
})
