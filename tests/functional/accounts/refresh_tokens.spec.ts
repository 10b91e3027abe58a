import { test } from '@japa/runner'
import { DateTime, Settings } from 'luxon'
import testUtils from '@adonisjs/core/services/test_utils'
import accountsConfig from '#config/accounts'
import RefreshToken from '#accounts/sessions/models/refresh_token'
import { resetThrottles } from '#tests/support/throttles'
import { isAccessTokenValid, useRefreshToken, signIn } from '#tests/support/sign_in'
import { UserFactory } from '#database/factories/user_factory'

test.group('Refresh tokens', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())
  group.each.teardown(() => travel({}))

  test('return the next pair', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const first = await signIn(client, user)
    const response = await client.post('/api/auth/refresh/').json({ refresh: first.refresh })

    response.assertStatus(200)
    response.assertBodyContains({ user: { id: user.id, username: user.username } })
    const second = response.body()
    assert.notEqual(second.refresh, first.refresh)
    assert.isTrue(await isAccessTokenValid(client, second.access))
    assert.isTrue(await useRefreshToken(client, second.refresh))
  })

  test('revoke the whole family on reuse', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const elsewhere = await signIn(client, user)
    const stolen = await signIn(client, user)
    const theft = await client.post('/api/auth/refresh/').json({ refresh: stolen.refresh })
    const thief = theft.body()

    const response = await client.post('/api/auth/refresh/').json({ refresh: stolen.refresh })

    response.assertStatus(401)
    assert.equal(response.body().code, 'invalid_refresh_token')
    assert.isFalse(await useRefreshToken(client, thief.refresh))
    assert.isFalse(await isAccessTokenValid(client, thief.access))
    assert.isFalse(await isAccessTokenValid(client, stolen.access))
    assert.isTrue(await isAccessTokenValid(client, elsewhere.access))
    assert.isTrue(await useRefreshToken(client, elsewhere.refresh))
  })

  test('are stored hashed', async ({ client, assert }) => {
    const { refresh } = await signIn(client, await UserFactory.create())

    const tokens = await RefreshToken.all()
    assert.lengthOf(tokens, 1)
    assert.notInclude(JSON.stringify(tokens[0].$attributes), refresh)
  })

  test('expire', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const [early, late] = [await signIn(client, user), await signIn(client, user)]

    travel({ days: accountsConfig.refreshTokenDays, minutes: -1 })
    assert.isTrue(await useRefreshToken(client, early.refresh))
    travel({ days: accountsConfig.refreshTokenDays, minutes: 1 })
    assert.isFalse(await useRefreshToken(client, late.refresh))
  })

  test('are erased after they expired', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await signIn(client, user)
    travel({ days: accountsConfig.refreshTokenDays + 1 })
    await signIn(client, user)

    assert.lengthOf(await RefreshToken.all(), 1)
  })

  test('are refused if unknown')
    .with(['x', 'oat_MQ.abcdef', 'a'.repeat(43), '../../etc/passwd'])
    .run(async ({ client }, refresh) => {
      const response = await client.post('/api/auth/refresh/').json({ refresh })

      response.assertStatus(401)
    })

  test('are not accepted as access tokens, nor the other way round', async ({ client, assert }) => {
    const { access, refresh } = await signIn(client, await UserFactory.create())

    assert.isFalse(await isAccessTokenValid(client, refresh))
    const response = await client.post('/api/auth/refresh/').json({ refresh: access })
    response.assertStatus(401)
  })
})

test.group('Concurrent refresh requests', (group) => {
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())

  test('with the same token succeed once and revoke the family', async ({ client, assert }) => {
    const user = await UserFactory.create()

    for (let round = 0; round < 5; round++) {
      const { refresh, access } = await signIn(client, user)
      const responses = await Promise.all(
        Array.from({ length: 8 }, () => client.post('/api/auth/refresh/').json({ refresh }))
      )

      const answered = responses.filter((response) => response.status() === 200)
      assert.lengthOf(answered, 1)
      assert.isFalse(await useRefreshToken(client, answered[0].body().refresh))
      assert.isFalse(await isAccessTokenValid(client, answered[0].body().access))
      assert.isFalse(await isAccessTokenValid(client, access))
    }
  })
})

function travel(by: { days?: number; minutes?: number }) {
  const offset = DateTime.fromMillis(0).plus(by).toMillis()
  Settings.now = () => Date.now() + offset
}
