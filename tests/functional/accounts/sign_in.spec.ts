import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { resetThrottles } from '#tests/support/throttles'
import { PASSWORD, UserFactory } from '#database/factories/user_factory'

test.group('Signing in', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('accepts the username or email address, case-insensitively')
    .with([
      { username: 'ada.l' },
      { username: 'ADA.L' },
      { username: 'ada@example.org' },
      { username: 'Ada@Example.ORG' },
      { email: 'ADA@example.org' },
    ])
    .run(async ({ client, assert }, login) => {
      const user = await ada()
      const response = await client.post('/api/auth/login/').json({ ...login, password: PASSWORD })

      response.assertStatus(200)
      response.assertBodyContains({ user: { id: user.id, email: 'ada@example.org' } })
      assert.notProperty(response.body().user, 'password')
      const me = await client.get('/api/users/me/').bearerToken(response.body().access)
      me.assertBodyContains({ username: 'ada.l', email: 'ada@example.org' })
      assert.isNotNull(me.body().last_signed_in_at)
    })

  test('answers the same for a wrong password, an unknown user and a disabled account', async ({
    client,
    assert,
  }) => {
    const user = await ada()
    await UserFactory.merge({ username: 'gone' }).apply('disabled').create()

    const refusals = [
      await client.post('/api/auth/login/').json({ username: user.username, password: 'wrong' }),
      await client.post('/api/auth/login/').json({ username: 'nobody', password: PASSWORD }),
      await client.post('/api/auth/login/').json({ username: 'gone', password: PASSWORD }),
    ]

    for (const refusal of refusals) {
      refusal.assertStatus(401)
      assert.equal(refusal.body().code, 'invalid_credentials')
      assert.deepEqual(refusal.body(), refusals[0].body())
    }
  })

  test('reports all missing fields at once', async ({ client, assert }) => {
    const response = await client.post('/api/auth/login/').json({ remember: true })

    response.assertStatus(422)
    assert.sameMembers(
      response.body().errors.map(({ field }: { field: string }) => field),
      ['username', 'password', 'remember']
    )
  })

  test('refuses values that are not text', async ({ client }) => {
    const response = await client
      .post('/api/auth/login/')
      .json({ username: { $ne: '' }, password: ['a'] })

    response.assertStatus(422)
  })

  test('accepts a password in any normalization form', async ({ client }) => {
    const user = await UserFactory.merge({ password: 'grüne Bäume'.normalize('NFC') }).create()
    const response = await client
      .post('/api/auth/login/')
      .json({ username: user.username, password: 'grüne Bäume'.normalize('NFD') })

    response.assertStatus(200)
  })
})

function ada() {
  return UserFactory.merge({ username: 'ada.l', email: 'ada@example.org' }).create()
}
