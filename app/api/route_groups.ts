import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'
import { ApiRoutes } from '#api/api_routes'

/**
 * Ids are bigint, and numbers in JSON: sixteen digits hold every one that is exact as a number. A
 * longer one can't exist, so the path is not found.
 */
for (const param of ['id', 'user_id', 'comment_id']) {
  router.where(param, /^[1-9][0-9]{0,15}$/)
}

/** Routes under /api/ for those who carry a token: a short-lived one or a long-lived one. */
export const api = new ApiRoutes((define) =>
  underApi(define).use([
    middleware.auth({ guards: ['jwt', 'api'] }),
    middleware.limitWrites(),
    middleware.limitConcurrency(),
    middleware.body({ limits: 'signedIn' }),
  ])
)

/** Routes under /api/ that ask for no token. */
export const publicApi = new ApiRoutes((define) =>
  underApi(define).use(middleware.body({ limits: 'anonymous' }))
)

function underApi(define: () => void) {
  return router.group(define).prefix('/api').as('api')
}
