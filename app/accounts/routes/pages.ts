import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'
import { controllers } from '#generated/controllers'
import { guestPages, pages } from '#core/route_groups'

guestPages(() => {
  router.get('login', [controllers.accounts.pages.Sessions, 'create']).as('login')
  router.post('login', [controllers.accounts.pages.Sessions, 'store']).as('login.store')

  const { Registrations } = controllers.accounts.pages
  const open = middleware.openRegistration()
  router.get('register', [Registrations, 'create']).as('register').use(open)
  router.post('register', [Registrations, 'store']).as('register.store').use(open)
})

pages(() => {
  router.post('logout', [controllers.accounts.pages.Sessions, 'destroy']).as('logout')

  router.get('profile', [controllers.accounts.pages.Profile, 'edit']).as('profile')
  router.patch('profile', [controllers.accounts.pages.Profile, 'update']).as('profile.update')
  router
    .put('profile/password', [controllers.accounts.pages.Passwords, 'update'])
    .as('profile.password')
})
