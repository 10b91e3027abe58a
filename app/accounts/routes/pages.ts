import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'
import { controllers } from '#generated/controllers'
import { guestPages, pages } from '#core/route_groups'

const { EmailConfirmations } = controllers.accounts.pages

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
    .post('profile/email-confirmation', [EmailConfirmations, 'resend'])
    .as('profile.email_confirmation')
  router
    .put('profile/password', [controllers.accounts.pages.Passwords, 'update'])
    .as('profile.password')
})

// The link in a mail. The signature says who it was made for, so it asks for no session.
router.get('email/confirm', [EmailConfirmations, 'create']).as('email.confirm')
router
  .post('email/confirm', [EmailConfirmations, 'store'])
  .as('email.confirm.store')
  .use(middleware.body({ limits: 'stranger' }))
