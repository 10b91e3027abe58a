import router from '@adonisjs/core/services/router'
import '#operations/health/schemas'
import { ref } from '#api/contract/schemas'
import { controllers } from '#generated/controllers'

router
  .get('/health/live', [controllers.operations.health.Health, 'live'])
  .as('health.live')
  .contract({ summary: 'Ask whether the process is up', answers: { 200: ref('Liveness') } })

router
  .get('/health/ready', [controllers.operations.health.Health, 'ready'])
  .as('health.ready')
  .contract({
    summary: 'Ask whether the process can serve',
    description: 'PostgreSQL and Redis answer, and the schema is the one that this release knows.',
    answers: { 200: ref('Readiness'), 503: ref('Readiness') },
  })
