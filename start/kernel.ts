import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#web/exceptions/handler'))

/** On every request, also those that no route takes. */
server.use([
  () => import('#core/http/middleware/container_bindings_middleware'),
  () => import('#core/http/middleware/response_headers_middleware'),
  () => import('@adonisjs/cors/cors_middleware'),
])

/** On every request that a route takes. */
router.use([
  () => import('#core/http/middleware/initialize_auth_middleware'),
  () => import('#core/http/middleware/initialize_bouncer_middleware'),
])

/** On the routes that name them; the route groups of `api` and `web` do. */
export const middleware = router.named({
  auth: () => import('#web/middleware/auth_middleware'),
  body: () => import('#core/http/middleware/read_body_middleware'),
  guest: () => import('#web/middleware/guest_middleware'),
  limitWrites: () => import('#api/limits/middleware/limit_writes_middleware'),
  limitConcurrency: () => import('#api/limits/middleware/limit_concurrency_middleware'),
  session: () => import('@adonisjs/session/session_middleware'),
  shield: () => import('@adonisjs/shield/shield_middleware'),
})
