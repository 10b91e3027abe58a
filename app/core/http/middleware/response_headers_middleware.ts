import shield from '#config/shield'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { cspFactory, frameGuardFactory, hstsFactory, noSniffFactory } from '@adonisjs/shield/guards'

const guards = [
  frameGuardFactory(shield.xFrame),
  hstsFactory(shield.hsts),
  noSniffFactory(shield.contentTypeSniffing),
]
const pageContentPolicy = cspFactory(shield.csp)

export default class ResponseHeadersMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const { request, response } = ctx
    response.header('X-Request-Id', request.id()!)
    response.header('Referrer-Policy', 'same-origin')
    for (const guard of guards) guard(ctx)

    if (isForPrograms(request.url())) {
      response.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
      response.header('Cache-Control', 'private, no-cache')
    } else {
      // The back button must not show pages after signing out.
      response.header('Cache-Control', 'no-store')
      await pageContentPolicy(ctx)
    }
    return next()
  }
}

function isForPrograms(path: string) {
  return path.startsWith('/api/') && !/^\/api\/docs\/?$/.test(path)
}
