import router from '@adonisjs/core/services/router'
import '#operations/health/schemas'
import { ref } from '#api/contract/schemas'
import { controllers } from '#generated/controllers'

router
  .get('/health/live', [controllers.operations.health.Health, 'live'])
  .as('health.live')
  .contract({ summary: 'Check liveness', answers: { 200: ref('Liveness') } })

router
  .get('/health/ready', [controllers.operations.health.Health, 'ready'])
  .as('health.ready')
  .contract({
    summary: 'Check readiness',
    description: 'Ready means that PostgreSQL and Redis respond and the schema is up to date.',
    answers: { 200: ref('Readiness'), 503: ref('Readiness') },
  })
