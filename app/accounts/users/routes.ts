import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import {
  listUsersValidator,
  userChangesValidator,
  userValidator,
} from '#accounts/users/validators/user'
import '#accounts/users/schemas'

const { Users } = controllers.accounts.users
const { EmailConfirmations } = controllers.accounts.registration

const problems = { 409: { last_admin: 'This is the last active admin.' } }

api.resource('users', Users, 'User', {
  index: {
    summary: 'List users',
    description:
      '`search` matches usernames and names (for admins also email addresses); `team` takes the id of a team that is visible to you.',
    query: listUsersValidator,
  },
})

api.resource('users/me', Users, 'User', {
  show: { name: 'users.show_me', summary: 'Get your profile' },
  replace: {
    name: 'users.replace_me',
    summary: 'Replace your profile',
    body: userValidator,
    problems,
  },
  update: {
    name: 'users.update_me',
    summary: 'Update your profile',
    body: userChangesValidator,
    example: { timezone: 'Europe/Berlin', weekly_capacity_hours: 32 },
    problems,
  },
})

api.post('users/me/email-confirmation', [EmailConfirmations, 'store'], {
  name: 'users.confirm_email',
  summary: 'Resend the confirmation email',
  description:
    'The first one is sent on registration and when the address changes. No notifications are emailed until the address is confirmed. At most three confirmation emails per address and day.',
  answers: { 204: null },
  throttled: true,
})

api.resource('users/:id', Users, 'User', {
  show: { summary: 'Get a user' },
  replace: {
    summary: 'Replace a user',
    description:
      'Omitted fields are reset to their defaults, except `role` and `is_active`, which keep their values; only admins can change these two.',
    body: userValidator,
    example: { username: 'ada', email: 'ada@example.org', first_name: 'Ada' },
    problems,
  },
  update: {
    summary: 'Update a user',
    description:
      'Users can update themselves; admins can update anyone. `is_active: false` disables the account and revokes its access immediately, including long-lived tokens.',
    body: userChangesValidator,
    example: { first_name: 'Ada', is_active: true },
    problems,
  },
})
