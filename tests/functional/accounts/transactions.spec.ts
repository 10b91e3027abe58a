import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#accounts/users/models/user'
import { ChangePassword } from '#accounts/passwords/actions/change_password'
import { ResetPassword } from '#accounts/passwords/actions/reset_password'
import { ConfirmEmail } from '#accounts/registration/actions/confirm_email'
import { RegisterUser } from '#accounts/registration/actions/register_user'
import { RequestConfirmation } from '#accounts/registration/actions/request_confirmation'
import { CreateLongLivedToken } from '#accounts/sessions/actions/create_long_lived_token'
import { EndAccess } from '#accounts/sessions/actions/end_access'
import { EndAllAccess } from '#accounts/sessions/actions/end_all_access'
import { IssueTokens } from '#accounts/sessions/actions/issue_tokens'
import { RevokeLongLivedToken } from '#accounts/sessions/actions/revoke_long_lived_token'
import { RotateRefreshToken } from '#accounts/sessions/actions/rotate_refresh_token'
import { SignIn } from '#accounts/sessions/actions/sign_in'
import { SignOut } from '#accounts/sessions/actions/sign_out'
import { UpdateUser } from '#accounts/users/actions/update_user'
import { inTransaction, type Transaction } from '#core/database/transaction'
import { resetThrottles } from '#tests/support/throttles'
import { actionsOf, assertRollsBack } from '#tests/support/rolled_back'
import { isAccessTokenValid, useRefreshToken, signIn } from '#tests/support/sign_in'
import { PASSWORD, UserFactory } from '#database/factories/user_factory'

const ADDRESS = '203.0.113.7'
const NEW_PASSWORD = 'a battery of correct horses'

interface World {
  user: User
  unconfirmed: User
  refresh: string
  family: string
}

const locked = ({ id }: User, trx: Transaction) =>
  User.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
const credentialsOf = ({ username }: User) => ({ login: username, password: PASSWORD })

/** How to call each action in an outer transaction. */
const ATTEMPTS: Record<string, (records: World, trx: Transaction) => Promise<unknown>> = {
  'ChangePassword': ({ user }, trx) =>
    new ChangePassword().handle(
      user,
      { currentPassword: PASSWORD, newPassword: NEW_PASSWORD },
      ADDRESS,
      trx
    ),
  'ResetPassword': ({ user }, trx) => new ResetPassword().handle(user, NEW_PASSWORD, trx),
  'ConfirmEmail': ({ unconfirmed: { id, email } }, trx) =>
    new ConfirmEmail().handle(id, email, trx),
  'RegisterUser': (_, trx) =>
    new RegisterUser().handle(
      { username: 'ada', email: 'ada@example.org', password: NEW_PASSWORD },
      ADDRESS,
      trx
    ),
  'RequestConfirmation': ({ unconfirmed }, trx) =>
    new RequestConfirmation().handle(unconfirmed, trx),
  'CreateLongLivedToken': ({ user }, trx) =>
    new CreateLongLivedToken().handle(user, { name: 'backup' }, trx),
  'EndAccess': async ({ user }, trx) => new EndAccess().handle(await locked(user, trx), trx),
  'EndAllAccess': (_, trx) => new EndAllAccess().handle(trx),
  'IssueTokens': ({ user }, trx) => new IssueTokens().handle(user, trx),
  'RevokeLongLivedToken': async ({ user }, trx) => {
    const [{ identifier }] = await User.accessTokens.all(user)
    return new RevokeLongLivedToken().handle(Number(identifier), trx)
  },
  'RotateRefreshToken': ({ refresh }, trx) => new RotateRefreshToken().handle(refresh, trx),
  'SignIn': ({ user }, trx) => new SignIn().handle(credentialsOf(user), ADDRESS, trx),
  'SignIn for the API': ({ user }, trx) =>
    new SignIn().withTokens(credentialsOf(user), ADDRESS, trx),
  'SignOut': ({ user, family }, trx) => new SignOut().handle(user, { family }, trx),
  'SignOut by the refresh token': ({ user, refresh }, trx) =>
    new SignOut().handle(user, { refresh }, trx),
  'SignOut of a program': async ({ user }, trx) => {
    ;[user.currentAccessToken] = await User.accessTokens.all(user)
    return new SignOut().handle(user, {}, trx)
  },
  'UpdateUser': ({ user }, trx) =>
    new UpdateUser().handle(user, { username: 'ada', role: 'viewer' }, user, trx),
  'UpdateUser who is disabled': ({ user }, trx) =>
    new UpdateUser().handle(user, { isActive: false }, undefined, trx),
}

test.group('Outer transaction that is rolled back', (group) => {
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())

  test('leaves nothing of {$self}')
    .with(Object.keys(ATTEMPTS))
    .run(async ({ client, assert }, name) => {
      const user = await UserFactory.create()
      const unconfirmed = await UserFactory.merge({ emailVerifiedAt: null }).create()
      await User.accessTokens.create(user)
      const { access, refresh } = await signIn(client, user)
      const { sid: family } = JSON.parse(
        Buffer.from(access.split('.')[1], 'base64url').toString('utf8')
      )
      await user.refresh()

      await assertRollsBack(assert, (trx) =>
        ATTEMPTS[name]({ user, unconfirmed, refresh, family }, trx)
      )
      assert.isTrue(await isAccessTokenValid(client, access))
      assert.isTrue(await useRefreshToken(client, refresh))
    })

  test('is tested with every action', ({ assert }) => {
    const tried = Object.keys(ATTEMPTS).map((name) => name.split(' ')[0])
    assert.sameMembers([...new Set(tried)], actionsOf('accounts'))
  })
})

test.group('Outer transaction that commits', (group) => {
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())

  test('revokes access after the commit', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { access, refresh } = await signIn(client, user)

    await inTransaction(undefined, async (trx) => {
      await new ResetPassword().handle(user, NEW_PASSWORD, trx)
      assert.isTrue(await isAccessTokenValid(client, access))
    })
    assert.isFalse(await isAccessTokenValid(client, access))
    assert.isFalse(await useRefreshToken(client, refresh))
  })
})
