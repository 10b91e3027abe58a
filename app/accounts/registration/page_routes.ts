import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import { guestPages, pages } from '#web/route_groups'
import { openRegistration } from '#accounts/registration/open_registration'

const { EmailConfirmations, Registrations } = controllers.accounts.registration.pages

guestPages(() => {
  router.get('register', [Registrations, 'create']).as('register')
  router.post('register', [Registrations, 'store']).as('register.store')
}).use(openRegistration())

pages(() => {
  router
    .post('profile/email-confirmation', [EmailConfirmations, 'resend'])
    .as('profile.email_confirmation')
})

// Signed links from a mail, which work without a session.
router.get('email/confirm', [EmailConfirmations, 'create']).as('email.confirm')
router
  .post('email/confirm', [EmailConfirmations, 'store'])
  .as('email.confirm.store')
  .use(middleware.body({ limits: 'anonymous' }))
