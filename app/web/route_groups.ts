import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'

/** The session comes first: it holds the CSRF token. */
const form = () => [middleware.session(), middleware.body({ limits: 'page' }), middleware.shield()]

export function pages(define: () => void) {
  return router
    .group(define)
    .use([
      ...form(),
      middleware.auth({ guards: ['web'] }),
      middleware.limitWrites(),
      middleware.limitConcurrency(),
    ])
}

export function guestPages(define: () => void) {
  return router.group(define).use([...form(), middleware.guest()])
}

export function openPages(define: () => void) {
  return router.group(define).use(form())
}
