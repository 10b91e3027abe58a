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
        '`search` matches usernames and names (for admins also email addresses); `team` takes the id of a team that is visible to you.',
      query: listUsersValidator,
      answers: { 200: listOf('User') },
    })

  router
    .get('users/me', [controllers.accounts.users.Users, 'show'])
    .as('users.show_me')
    .contract({ summary: 'Get your profile', answers: { 200: ref('User') } })

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
      summary: 'Update your profile',
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
      summary: 'Resend the confirmation email',
      description:
        'The first one is sent on registration and when the address changes. No notifications are emailed until the address is confirmed. At most three confirmation emails per address and day.',
      answers: { 204: null },
      throttled: true,
    })

  router
    .get('users/:id', [controllers.accounts.users.Users, 'show'])
    .as('users.show')
    .contract({ summary: 'Get a user', answers: { 200: ref('User') } })

  router
    .put('users/:id', [controllers.accounts.users.Users, 'replace'])
    .as('users.replace')
    .contract({
      summary: 'Replace a user',
      description:
        'Omitted fields are reset to their defaults, except `role` and `is_active`, which keep their values; only admins can change these two.',
      body: userValidator,
      example: { username: 'ada', email: 'ada@example.org', first_name: 'Ada' },
      answers: { 200: ref('User') },
      problems: { 409: lastAdmin() },
    })

  router
    .patch('users/:id', [controllers.accounts.users.Users, 'update'])
    .as('users.update')
    .contract({
      summary: 'Update a user',
      description:
        'Users can update themselves; admins can update anyone. `is_active: false` disables the account and revokes its access immediately, including long-lived tokens.',
      body: userChangesValidator,
      example: { first_name: 'Ada', is_active: true },
      answers: { 200: ref('User') },
      problems: { 409: lastAdmin() },
    })
})

function lastAdmin() {
  return { last_admin: 'This is the last active admin.' }
}
