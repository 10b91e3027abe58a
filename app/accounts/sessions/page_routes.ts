import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { guestPages, pages } from '#web/route_groups'

const { Sessions } = controllers.accounts.sessions.pages

guestPages(() => {
  router.get('login', [Sessions, 'create']).as('login')
  router.post('login', [Sessions, 'store']).as('login.store')
})

pages(() => {
  router.post('logout', [Sessions, 'destroy']).as('logout')
})
