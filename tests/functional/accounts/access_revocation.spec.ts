import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import redis from '@adonisjs/redis/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import { appUrl } from '#config/app'
import User from '#accounts/users/models/user'
import { resetThrottles } from '#tests/support/throttles'
import { PageSession } from '#tests/support/page_session'
import { WebProcess } from '#tests/support/web_process'
import { assertAnswer } from '#tests/support/assert_answer'
import {
  isAccessTokenValid,
  useRefreshToken,
  createLongLivedToken,
  signIn,
} from '#tests/support/sign_in'
import { PASSWORD, UserFactory } from '#database/factories/user_factory'
import { SignIn } from '#accounts/sessions/actions/sign_in'
import { IssueTokens } from '#accounts/sessions/actions/issue_tokens'
import { ResetPassword } from '#accounts/passwords/actions/reset_password'
import { UpdateUser } from '#accounts/users/actions/update_user'

const NEW_PASSWORD = 'a quiet evening'

test.group('Signing out', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('revokes both tokens, and no other session', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const [here, there] = [await signIn(client, user), await signIn(client, user)]

    const response = await client.post('/api/auth/logout/').bearerToken(here.access)

    response.assertStatus(204)
    assert.isFalse(await isAccessTokenValid(client, here.access))
    assert.isFalse(await useRefreshToken(client, here.refresh))
    assert.isTrue(await isAccessTokenValid(client, there.access))
    assert.isTrue(await useRefreshToken(client, there.refresh))
  })

  test('revokes the session of a refresh token in the body', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const [here, there] = [await signIn(client, user), await signIn(client, user)]

    const response = await client
      .post('/api/auth/logout/')
      .bearerToken(here.access)
      .json({ refresh: there.refresh })

    response.assertStatus(204)
    assert.isFalse(await isAccessTokenValid(client, there.access))
    assert.isFalse(await useRefreshToken(client, there.refresh))
  })

  test("does not revoke somebody else's session", async ({ client, assert }) => {
    const [user, other] = await UserFactory.createMany(2)
    const [own, foreign] = [await signIn(client, user), await signIn(client, other)]

    const response = await client
      .post('/api/auth/logout/')
      .bearerToken(own.access)
      .json({ refresh: foreign.refresh })

    response.assertStatus(204)
    assert.isTrue(await isAccessTokenValid(client, foreign.access))
    assert.isTrue(await useRefreshToken(client, foreign.refresh))
  })

  test('requires a token', async ({ client }) => {
    const response = await client.post('/api/auth/logout/')

    response.assertStatus(401)
  })
})

test.group('Changing the password', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('ends every session, returns new tokens and keeps long-lived tokens', async ({
    client,
    assert,
  }) => {
    const user = await UserFactory.create()
    const token = await createLongLivedToken(user)
    const [here, there] = [await signIn(client, user), await signIn(client, user)]

    const response = await client
      .post('/api/auth/change-password/')
      .bearerToken(here.access)
      .json({ current_password: PASSWORD, new_password: NEW_PASSWORD })

    response.assertStatus(200)
    for (const { access, refresh } of [here, there]) {
      assert.isFalse(await isAccessTokenValid(client, access))
      assert.isFalse(await useRefreshToken(client, refresh))
    }
    assert.isTrue(await isAccessTokenValid(client, response.body().access))
    assert.isTrue(await useRefreshToken(client, response.body().refresh))
    assert.isTrue(await isAccessTokenValid(client, token))
    await signIn(client, user, NEW_PASSWORD)
  })

  test('ends browser sessions', async ({ client }) => {
    const user = await UserFactory.create()
    const visit = () => client.get('/profile').loginAs(user).redirects(0)
    await assertAnswer(visit(), 200)

    await client
      .post('/api/auth/change-password/')
      .withGuard('jwt')
      .loginAs(user)
      .json({ current_password: PASSWORD, new_password: NEW_PASSWORD })

    const response = await visit()
    response.assertStatus(302)
    response.assertHeader('location', '/login')
  })

  test('requires the current password and a strong new one', async ({ client }) => {
    const user = await UserFactory.create()
    const change = (current: string, next: string) =>
      client
        .post('/api/auth/change-password/')
        .withGuard('jwt')
        .loginAs(user)
        .json({ current_password: current, new_password: next })

    const wrong = await change('wrong', NEW_PASSWORD)
    wrong.assertStatus(422)
    wrong.assertBodyContains({ errors: [{ field: 'current_password', code: 'incorrect' }] })
    const weak = await change(PASSWORD, user.username.toUpperCase())
    weak.assertStatus(422)
    weak.assertBodyContains({ errors: [{ field: 'new_password', code: 'password_is_name' }] })
    await signIn(client, user)
  })

  test('by an operator ends every session too', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { access, refresh } = await signIn(client, user)

    await new ResetPassword().handle(user, NEW_PASSWORD)

    assert.isFalse(await isAccessTokenValid(client, access))
    assert.isFalse(await useRefreshToken(client, refresh))
    await signIn(client, user, NEW_PASSWORD)
  })

  test('invalidates a concurrent sign-in with the old password', async ({ assert }) => {
    const user = await UserFactory.create()
    const proven = await new SignIn().handle(
      { login: user.username, password: PASSWORD },
      '203.0.113.7'
    )
    await new ResetPassword().handle(user, NEW_PASSWORD)

    await assert.rejects(() => new IssueTokens().handle(proven), /Incorrect username or password/)
  })
})

test.group('Disabling an account', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('ends all access permanently', async ({ client, assert }) => {
    const admin = await UserFactory.apply('admin').create()
    const user = await UserFactory.create()
    const token = await createLongLivedToken(user)
    const { access, refresh } = await signIn(client, user)
    const setActive = (isActive: boolean) =>
      client
        .patch(`/api/users/${user.id}/`)
        .withGuard('jwt')
        .loginAs(admin)
        .json({ is_active: isActive })

    await assertAnswer(setActive(false), 200, { is_active: false })
    assert.isFalse(await isAccessTokenValid(client, access))
    assert.isFalse(await useRefreshToken(client, refresh))
    assert.isFalse(await isAccessTokenValid(client, token))
    const page = await client.get('/profile').loginAs(user).redirects(0)
    page.assertHeader('location', '/login')

    await assertAnswer(setActive(true), 200, { is_active: true })
    assert.isFalse(await isAccessTokenValid(client, access))
    assert.isFalse(await useRefreshToken(client, refresh))
    assert.isFalse(await isAccessTokenValid(client, token))
    await signIn(client, user)
  })
})

test.group('Access across processes', (group) => {
  let web: WebProcess

  group.setup(async () => {
    web = await WebProcess.start({ APP_URL: appUrl })
    return async () => void (await web.stop())
  })
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())

  const status = async (path: string, token: string, body?: object) => {
    const response = await web.fetch(path, {
      method: body ? 'POST' : 'GET',
      headers: { 'Authorization': `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    })
    return response.status
  }

  test('is revoked in all of them at once', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const [first, second] = [await signIn(client, user), await signIn(client, user)]
    assert.equal(await status('/api/users/me/', first.access), 200)
    assert.equal(await status('/api/users/me/', second.access), 200)

    await client.post('/api/auth/logout/').bearerToken(first.access)
    assert.equal(await status('/api/users/me/', first.access), 401)
    assert.equal(await status('/api/users/me/', second.access), 200)

    const change = { current_password: PASSWORD, new_password: NEW_PASSWORD }
    assert.equal(await status('/api/auth/change-password/', second.access, change), 200)
    assert.isFalse(await isAccessTokenValid(client, second.access))
  })

  test('is revoked for browser sessions too', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const [first, second] = [await PageSession.open(web, user), await PageSession.open(web, user)]
    assert.isTrue(await first.isSignedIn())
    assert.isTrue(await second.isSignedIn())

    await first.signOut()
    assert.isFalse(await first.isSignedIn())
    assert.isTrue(await second.isSignedIn())

    const { access } = await signIn(client, user)
    const change = { current_password: PASSWORD, new_password: NEW_PASSWORD }
    await client.post('/api/auth/change-password/').bearerToken(access).json(change)
    assert.isFalse(await second.isSignedIn())
  })

  test('stays revoked after Redis loses its data', async ({ client, assert }) => {
    const [out, changed, disabled, fine] = await UserFactory.createMany(4)
    const tokens = await Promise.all(
      [out, changed, disabled, fine].map((user) => signIn(client, user))
    )
    await client.post('/api/auth/logout/').bearerToken(tokens[0].access)
    await client
      .post('/api/auth/change-password/')
      .bearerToken(tokens[1].access)
      .json({ current_password: PASSWORD, new_password: NEW_PASSWORD })
    const admin = await UserFactory.apply('admin').create()
    await client
      .patch(`/api/users/${disabled.id}/`)
      .withGuard('jwt')
      .loginAs(admin)
      .json({ is_active: false })

    await deleteKeys('*')

    for (const [index, given] of [false, false, false, true].entries()) {
      assert.equal(await isAccessTokenValid(client, tokens[index].access), given)
      assert.equal(await status('/api/users/me/', tokens[index].access), given ? 200 : 401)
    }
  })

  test('stays revoked after Redis loses its last second', async ({ client, assert }) => {
    const { access } = await signIn(client, await UserFactory.create())
    await client.post('/api/auth/logout/').bearerToken(access)

    await deleteKeys('ended:*')
    await reconnect()

    assert.isFalse(await isAccessTokenValid(client, access))
  })

  test('uses the new role although Redis came back with the old one', async ({
    client,
    assert,
  }) => {
    const user = await UserFactory.apply('manager').create()
    const { access } = await signIn(client, user)
    const key = `access:user:${user.id}`
    const before = await redis.get(key)
    await new UpdateUser().handle(user, { role: 'viewer' })
    assert.equal(await roleOf(access), 'viewer')

    await redis.set(key, before!)
    await reconnect()

    assert.equal(await roleOf(access), 'viewer')

    async function roleOf(token: string) {
      const response = await client.post('/api/tasks/').bearerToken(token).json({ title: 'Nap' })
      return response.status() === 403 ? 'viewer' : 'manager'
    }
  })

  test('uses what Redis received while PostgreSQL was being read', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const { access } = await signIn(client, user)
    const key = `access:user:${user.id}`
    await new UpdateUser().handle(user, { role: 'viewer' })
    const newer = await redis.get(key)
    const justBefore = DateTime.utc().minus({ seconds: 5 })
    await User.query().where('id', user.id).update({ role: 'admin', accessChangedAt: justBefore })

    await reconnect()

    assert.isTrue(await isAccessTokenValid(client, access))
    assert.equal(await redis.get(key), newer)
  })
})

/** Deletes keys from Redis, as a crash may. */
async function deleteKeys(pattern: string) {
  const keys = await redis.keys(`tasks:access:${pattern}`)
  await redis.del(keys.map((key) => key.slice('tasks:'.length)))
}

/** Breaks the Redis connection and waits for a reconnect. */
async function reconnect() {
  const { ioConnection } = redis.connection()
  const connected = new Promise((resolve) => ioConnection.once('ready', resolve))
  ioConnection.disconnect(true)
  await connected
}
