import router from '@adonisjs/core/services/router'
import '#core/schemas'
import '#core/contract/contract'
import { ref } from '#core/contract/schemas'
import { controllers } from '#generated/controllers'
import { pages, publicApi } from '#core/route_groups'

router
  .get('/health/live', [controllers.core.Health, 'live'])
  .as('health.live')
  .contract({ summary: 'Ask whether the process is up', answers: { 200: ref('Liveness') } })

router
  .get('/health/ready', [controllers.core.Health, 'ready'])
  .as('health.ready')
  .contract({
    summary: 'Ask whether the process can serve',
    description: 'PostgreSQL and Redis answer, and the schema is the one that this release knows.',
    answers: { 200: ref('Readiness'), 503: ref('Readiness') },
  })

router.get('/assets/:fingerprint/*', [controllers.core.pages.Assets, 'show']).as('assets')

router.on('/').redirectToPath('/tasks').as('home')

pages(() => {
  router.post('theme', [controllers.core.pages.Theme, 'update']).as('theme')
})

publicApi(() => {
  router
    .get('openapi.json', [controllers.core.OpenApi, 'show'])
    .as('contract.document')
    .contract({
      summary: 'Get the OpenAPI 3.1 document',
      answers: { 200: { type: 'object', required: ['openapi', 'info', 'paths'] } },
    })

  router
    .get('docs', [controllers.core.pages.Reference, 'show'])
    .as('contract.reference')
    .contract({
      summary: 'Read this contract as a page',
      answers: { 200: { type: 'string' } },
      produces: 'text/html',
    })
})
