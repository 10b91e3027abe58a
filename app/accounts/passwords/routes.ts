import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import { ref } from '#api/contract/schemas'
import { tooBusy } from '#accounts/passwords/problems'
import { passwordChangeValidator } from '#accounts/passwords/validators/password'

api.post('auth/change-password', [controllers.accounts.passwords.Passwords, 'update'], {
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
    503: tooBusy,
  },
  throttled: true,
})
