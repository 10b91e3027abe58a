import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'

/** What a page needs to know where a form comes from; its token is in the body. */
const form = () => [middleware.session(), middleware.body({ limits: 'page' }), middleware.shield()]

/** Pages for those who are signed in. */
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

/** Pages for those who are not. */
export function guestPages(define: () => void) {
  return router.group(define).use([...form(), middleware.guest()])
}

/** Pages for everybody, signed in or not. */
export function openPages(define: () => void) {
  return router.group(define).use(form())
}
