import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'
import { controllers } from '#generated/controllers'
import { guestPages, pages } from '#web/route_groups'

const { EmailConfirmations } = controllers.accounts.registration.pages

guestPages(() => {
  router.get('login', [controllers.accounts.sessions.pages.Sessions, 'create']).as('login')
  router.post('login', [controllers.accounts.sessions.pages.Sessions, 'store']).as('login.store')

  const { Registrations } = controllers.accounts.registration.pages
  const open = middleware.openRegistration()
  router.get('register', [Registrations, 'create']).as('register').use(open)
  router.post('register', [Registrations, 'store']).as('register.store').use(open)
})

pages(() => {
  router.post('logout', [controllers.accounts.sessions.pages.Sessions, 'destroy']).as('logout')

  router.get('profile', [controllers.accounts.users.pages.Profile, 'edit']).as('profile')
  router.patch('profile', [controllers.accounts.users.pages.Profile, 'update']).as('profile.update')
  router
    .post('profile/email-confirmation', [EmailConfirmations, 'resend'])
    .as('profile.email_confirmation')
  router
    .put('profile/password', [controllers.accounts.passwords.pages.Passwords, 'update'])
    .as('profile.password')
})

// The link in a mail. The signature says who it was made for, so it asks for no session.
router.get('email/confirm', [EmailConfirmations, 'create']).as('email.confirm')
router
  .post('email/confirm', [EmailConfirmations, 'store'])
  .as('email.confirm.store')
  .use(middleware.body({ limits: 'stranger' }))
