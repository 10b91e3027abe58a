import router from '@adonisjs/core/services/router'
import '#api/schemas'
import { controllers } from '#generated/controllers'
import { publicApi } from '#api/route_groups'

publicApi(() => {
  router
    .get('openapi.json', [controllers.api.OpenApi, 'show'])
    .as('contract.document')
    .contract({
      summary: 'Get the OpenAPI 3.1 document',
      answers: { 200: { type: 'object', required: ['openapi', 'info', 'paths'] } },
    })

  router
    .get('docs', [controllers.api.pages.Reference, 'show'])
    .as('contract.reference')
    .contract({
      summary: 'View this reference',
      answers: { 200: { type: 'string' } },
      produces: 'text/html',
    })
})
