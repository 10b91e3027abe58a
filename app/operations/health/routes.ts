import router from '@adonisjs/core/services/router'
import '#operations/health/schemas'
import { ApiRoutes } from '#api/api_routes'
import { ref } from '#api/contract/schemas'
import { controllers } from '#generated/controllers'

const { Health } = controllers.operations.health
const probes = new ApiRoutes((define) => router.group(define))

probes.get('health/live', [Health, 'live'], {
  summary: 'Check liveness',
  answers: { 200: ref('Liveness') },
})

probes.get('health/ready', [Health, 'ready'], {
  summary: 'Check readiness',
  description: 'Ready means that PostgreSQL and Redis respond and the schema is up to date.',
  answers: { 200: ref('Readiness'), 503: ref('Readiness') },
})
