import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'
import { ApiRoutes } from '#api/api_routes'

/** Ids are bigint and numbers in JSON: sixteen digits cover the exact ones. */
for (const param of ['id', 'user_id', 'comment_id']) {
  router.where(param, /^[1-9][0-9]{0,15}$/)
}

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
