import { controllers } from '#generated/controllers'
import { publicApi } from '#api/route_groups'
import { ref } from '#api/contract/schemas'
import { openRegistration } from '#accounts/registration/open_registration'
import { tooBusy } from '#accounts/passwords/problems'
import { registrationValidator } from '#accounts/users/validators/user'

publicApi
  .post('auth/register', [controllers.accounts.registration.Registrations, 'store'], {
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
      503: tooBusy,
    },
    throttled: true,
  })
  .use(openRegistration())
