import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { home } from '#web/home'
import { pages } from '#web/route_groups'

router.get('/assets/:fingerprint/*', [controllers.web.pages.Assets, 'show']).as('assets')

router.get('/', ({ response }) => response.redirect().toPath(home.path)).as('home')

pages(() => {
  router.post('theme', [controllers.web.pages.Theme, 'update']).as('theme')
})
