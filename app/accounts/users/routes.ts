import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import { listOf, ref } from '#api/contract/schemas'
import {
  listUsersValidator,
  userChangesValidator,
  userValidator,
} from '#accounts/users/validators/user'
import '#api/contract/contract'
import '#accounts/schemas'

api(() => {
  router
    .get('users', [controllers.accounts.users.Users, 'index'])
    .as('users.index')
    .contract({
      summary: 'List users',
      description:
        '`search` looks in the username and the name (for admins also in the e-mail address); `team` takes the id of a team that you see.',
      query: listUsersValidator,
      answers: { 200: listOf('User') },
    })

  router
    .get('users/me', [controllers.accounts.users.Users, 'show'])
    .as('users.show_me')
    .contract({ summary: 'Show yourself', answers: { 200: ref('User') } })

  router
    .put('users/me', [controllers.accounts.users.Users, 'replace'])
    .as('users.replace_me')
    .contract({
      summary: 'Replace your profile',
      body: userValidator,
      answers: { 200: ref('User') },
      problems: { 409: lastAdmin() },
    })

  router
    .patch('users/me', [controllers.accounts.users.Users, 'update'])
    .as('users.update_me')
    .contract({
      summary: 'Change your profile',
      body: userChangesValidator,
      example: { timezone: 'Europe/Berlin', weekly_capacity_hours: 32 },
      answers: { 200: ref('User') },
      problems: { 409: lastAdmin() },
    })

  router
    .post('users/me/email-confirmation', [
      controllers.accounts.registration.EmailConfirmations,
      'store',
    ])
    .as('users.confirm_email')
    .contract({
      summary: 'Ask for the mail by which you confirm your address',
      description:
        'Whoever registered, or gave another address, got one already. Until the link in it is opened no notifications go to the address. An address gets three such mails a day at most.',
      answers: { 204: null },
      throttled: true,
    })

  router
    .get('users/:id', [controllers.accounts.users.Users, 'show'])
    .as('users.show')
    .contract({ summary: 'Show a user', answers: { 200: ref('User') } })

  router
    .put('users/:id', [controllers.accounts.users.Users, 'replace'])
    .as('users.replace')
    .contract({
      summary: 'Replace a user',
      description:
        'What is left out is reset, but for the role and whether the account is active: these change when they are sent, and only admins send others than there are.',
      body: userValidator,
      example: { username: 'ada', email: 'ada@example.org', first_name: 'Ada' },
      answers: { 200: ref('User') },
      problems: { 409: lastAdmin() },
    })

  router
    .patch('users/:id', [controllers.accounts.users.Users, 'update'])
    .as('users.update')
    .contract({
      summary: 'Change a user',
      description:
        'Users change themselves, admins change all. `is_active: false` disables an account and ends its access at once, long-lived tokens included.',
      body: userChangesValidator,
      example: { first_name: 'Ada', is_active: true },
      answers: { 200: ref('User') },
      problems: { 409: lastAdmin() },
    })
})

function lastAdmin() {
  return { last_admin: 'No active admin would be left.' }
}
