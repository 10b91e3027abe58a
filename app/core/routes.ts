import router from '@adonisjs/core/services/router'
import '#core/schemas'
import { controllers } from '#generated/controllers'
import { publicApi } from '#core/route_groups'

router.get('/assets/:fingerprint/*', [controllers.core.pages.Assets, 'show']).as('assets')

publicApi(() => {
  router
    .get('openapi.json', [controllers.core.OpenApi, 'show'])
    .as('contract.document')
    .contract({
      summary: 'Get the OpenAPI 3.1 document',
      answers: { 200: { type: 'object', required: ['openapi', 'info', 'paths'] } },
    })
})
