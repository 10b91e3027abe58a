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
      summary: 'Register an account',
      description:
        'Creates an account and signs it in. Requires open registration (the `REGISTRATION` setting). New accounts have the role `member`. Usernames and email addresses are unique, ignoring case. Passwords need at least 8 characters; common ones are rejected.',
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
          registration_closed: 'Registration is closed: ask an admin for an account.',
          invitation_required:
            'Registration requires an invitation: use the link in the invitation email.',
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
        '`username` takes a username or an email address (which may also be sent as `email`), ignoring case.',
      body: signInValidator,
      example: { username: 'ada', password: 'a long and quiet river' },
      answers: { 200: ref('SignedIn') },
      problems: {
        401: {
          invalid_credentials: 'The username or password is incorrect, or the account is disabled.',
        },
        503: tooBusy(),
      },
      throttled: true,
    })

  router
    .post('auth/refresh', [controllers.accounts.sessions.Sessions, 'update'])
    .as('auth.refresh')
    .contract({
      summary: 'Refresh tokens',
      description:
        'Returns a new access token and refresh token. Each refresh token is valid for one use. Reuse is treated as theft and ends the session with all its tokens, so send only one refresh at a time.',
      body: refreshValidator,
      answers: { 200: ref('SignedIn') },
      problems: {
        401: {
          invalid_refresh_token:
            'The refresh token is invalid, used, expired or revoked: sign in again.',
        },
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
        'Ends the session of the access token immediately, including its refresh token. A long-lived token used for this request is revoked. Send the `refresh` token of another session of yours to end that one too.',
      body: signOutValidator,
      answers: { 204: null },
    })

  router
    .post('auth/change-password', [controllers.accounts.passwords.Passwords, 'update'])
    .as('auth.change_password')
    .contract({
      summary: 'Change your password',
      description: 'Ends all your sessions and returns new tokens. Long-lived tokens stay valid.',
      body: passwordChangeValidator,
      example: {
        current_password: 'a long and quiet river',
        new_password: 'a short and loud waterfall',
      },
      answers: { 200: ref('SignedIn') },
      problems: {
        409: { account_disabled: 'The account was disabled in the meantime.' },
        503: tooBusy(),
      },
      throttled: true,
    })
})

/** For routes that hash a password. */
export function tooBusy() {
  return { too_busy: 'Too many password checks are in progress; see `Retry-After`.' }
}
