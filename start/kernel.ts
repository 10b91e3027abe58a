import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#core/exceptions/handler'))

/** On every request, also those that no route takes. */
server.use([
  () => import('#core/middleware/container_bindings_middleware'),
  () => import('#core/middleware/answer_headers_middleware'),
  () => import('@adonisjs/cors/cors_middleware'),
])

/** On every request that a route takes. */
router.use([
  () => import('#core/middleware/initialize_auth_middleware'),
  () => import('#core/middleware/initialize_bouncer_middleware'),
])

/** On the routes that name them; `app/core/route_groups.ts` does so for the API and the pages. */
export const middleware = router.named({
  auth: () => import('#accounts/middleware/auth_middleware'),
  body: () => import('#core/middleware/read_body_middleware'),
  guest: () => import('#accounts/middleware/guest_middleware'),
  openRegistration: () => import('#accounts/middleware/open_registration_middleware'),
  limitWrites: () => import('#accounts/middleware/limit_writes_middleware'),
  takeTurns: () => import('#accounts/middleware/take_turns_middleware'),
  session: () => import('@adonisjs/session/session_middleware'),
  shield: () => import('@adonisjs/shield/shield_middleware'),
})
