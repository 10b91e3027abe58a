import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import { api, publicApi } from '#api/route_groups'
import { ref } from '#api/contract/schemas'
import { passwordChangeValidator } from '#accounts/passwords/validators/password'
import {
  refreshValidator,
  signInValidator,
  signOutValidator,
} from '#accounts/sessions/validators/session'
import { registrationValidator } from '#accounts/users/validators/user'
import '#api/contract/contract'
import '#accounts/schemas'
import '#accounts/users/routes'
import '#accounts/routes/pages'

publicApi(() => {
  router
    .post('auth/register', [controllers.accounts.registration.Registrations, 'store'])
    .as('auth.register')
    .contract({
      summary: 'Register',
      description:
        'Makes an account and signs it in, where registration is open: the setting `REGISTRATION` of the installation says so. A new account is a member. Usernames and e-mail addresses are unique whatever their case. A password has 8 characters or more and is none that everybody guesses.',
      body: registrationValidator,
      example: {
        username: 'ada',
        email: 'ada@example.org',
        password: 'a long and quiet river',
        timezone: 'Europe/London',
      },
      answers: { 201: ref('SignedIn') },
      problems: {
        403: {
          registration_closed: 'Nobody registers here: ask an admin for an account.',
          invitation_required: 'Only those register who were invited, by the link in their mail.',
        },
        503: tooBusy(),
      },
      throttled: true,
    })
    .use(middleware.openRegistration())

  router
    .post('auth/login', [controllers.accounts.sessions.Sessions, 'store'])
    .as('auth.login')
    .contract({
      summary: 'Sign in',
      description:
        'Takes the username or the e-mail address as `username` (an address may also be sent as `email`), whatever the case.',
      body: signInValidator,
      example: { username: 'ada', password: 'a long and quiet river' },
      answers: { 200: ref('SignedIn') },
      problems: {
        401: {
          invalid_credentials:
            'Wrong, whether it is the name or the password, or the account is disabled.',
        },
        503: tooBusy(),
      },
      throttled: true,
    })

  router
    .post('auth/refresh', [controllers.accounts.sessions.Sessions, 'update'])
    .as('auth.refresh')
    .contract({
      summary: 'Get the next pair of tokens',
      description:
        'Each refresh token is good for one use. One that comes a second time may be stolen: it ends the sign-in that it came from, with all its tokens. Keep one refresh in flight at a time.',
      body: refreshValidator,
      answers: { 200: ref('SignedIn') },
      problems: {
        401: { invalid_refresh_token: 'It is wrong, used, expired or revoked: sign in again.' },
      },
    })
})

api(() => {
  router
    .post('auth/logout', [controllers.accounts.sessions.Sessions, 'destroy'])
    .as('auth.logout')
    .contract({
      summary: 'Sign out',
      description:
        'Ends the sign-in that the access token came from, with its refresh token, at once. A long-lived token that is sent here is revoked. A `refresh` token of another sign-in of yours ends that one too.',
      body: signOutValidator,
      answers: { 204: null },
    })

  router
    .post('auth/change-password', [controllers.accounts.passwords.Passwords, 'update'])
    .as('auth.change_password')
    .contract({
      summary: 'Change your password',
      description:
        'Ends every sign-in of yours and gives new tokens for this one. Long-lived access tokens stay.',
      body: passwordChangeValidator,
      example: {
        current_password: 'a long and quiet river',
        new_password: 'a short and loud waterfall',
      },
      answers: { 200: ref('SignedIn') },
      problems: {
        409: { account_disabled: 'The account was disabled meanwhile.' },
        503: tooBusy(),
      },
      throttled: true,
    })
})

/** For routes that hash a password. */
export function tooBusy() {
  return { too_busy: 'Too many passwords are being checked; `Retry-After` says when to retry.' }
}
