import { controllers } from '#generated/controllers'
import { api, publicApi } from '#api/route_groups'
import { ref } from '#api/contract/schemas'
import { tooBusy } from '#accounts/passwords/problems'
import {
  refreshValidator,
  signInValidator,
  signOutValidator,
} from '#accounts/sessions/validators/session'
import '#accounts/sessions/schemas'

const { Sessions } = controllers.accounts.sessions

publicApi.post('auth/login', [Sessions, 'store'], {
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
    503: tooBusy,
  },
  throttled: true,
})

publicApi.post('auth/refresh', [Sessions, 'update'], {
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

api.post('auth/logout', [Sessions, 'destroy'], {
  summary: 'Sign out',
  description:
    'Ends the session of the access token immediately, including its refresh token. A long-lived token used for this request is revoked. Send the `refresh` token of another session of yours to end that one too.',
  body: signOutValidator,
  answers: { 204: null },
})
