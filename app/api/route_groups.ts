import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'
import { ApiRoutes } from '#api/api_routes'

export const api = new ApiRoutes((define) =>
  underApi(define).use([
    middleware.auth({ guards: ['jwt', 'api'] }),
    middleware.limitWrites(),
    middleware.limitConcurrency(),
    middleware.body({ limits: 'signedIn' }),
  ])
)

export const publicApi = new ApiRoutes((define) =>
  underApi(define).use(middleware.body({ limits: 'anonymous' }))
)

function underApi(define: () => void) {
  return router.group(define).prefix('/api').as('api')
}
