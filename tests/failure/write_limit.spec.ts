import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import { createLongLivedToken } from '#tests/support/sign_in'
import { WebProcess } from '#tests/support/web_process'
import { PageSession } from '#tests/support/page_session'
import { resetThrottles } from '#tests/support/throttles'
import { SeverableProxy } from '#tests/support/severable_proxy'
import { UserFactory } from '#database/factories/user_factory'

const LIMIT = 5

test.group('Write rate limit', (group) => {
  const redis = new SeverableProxy(new URL(env.get('REDIS_URL')))
  let web: WebProcess

  group.setup(async () => {
    const REDIS_URL = await redis.open()
    web = await WebProcess.start({ REDIS_URL, WRITES_PER_MINUTE: String(LIMIT) })
    return async () => {
      await web.stop()
      await redis.cut()
    }
  })
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())

  const call = (token: string, method = 'PATCH') =>
    web.fetch('/api/users/me/', {
      method,
      headers: { 'Authorization': `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: method === 'PATCH' ? '{"first_name":"Ada"}' : undefined,
    })
  const exhaust = async (token: string) => {
    const answers = await Promise.all(Array.from({ length: LIMIT }, () => call(token)))
    return answers.map(({ status }) => status)
  }

  test('limits one user, with Retry-After, and nobody else', async ({ assert }) => {
    const [user, other] = await UserFactory.createMany(2)
    const token = await createLongLivedToken(user)
    assert.deepEqual(new Set(await exhaust(token)), new Set([200]))

    const refused = await call(token)

    assert.equal(refused.status, 429)
    assert.match(refused.headers.get('content-type')!, /problem\+json/)
    assert.isAtLeast(Number(refused.headers.get('retry-after')), 1)
    assert.equal((await call(token, 'GET')).status, 200)
    assert.equal((await call(await createLongLivedToken(user))).status, 429)
    assert.equal((await call(await createLongLivedToken(other))).status, 200)
  })

  test('applies to pages, except for signing out', async ({ assert }) => {
    const user = await UserFactory.create()
    const session = await PageSession.open(web, user)
    await exhaust(await createLongLivedToken(user))

    await session.submit('/profile?_method=PATCH', { first_name: 'Grace' }, '/profile')

    await user.refresh()
    assert.equal(user.firstName, 'Ada')
    const page = await session.get('/profile')
    assert.match(await page.text(), /Try again in \d+ seconds/)
    await session.signOut()
    assert.isFalse(await session.isSignedIn())
  })

  test('exempts admins', async ({ assert }) => {
    const token = await createLongLivedToken(await UserFactory.apply('admin').create())
    await exhaust(token)

    assert.equal((await call(token)).status, 200)
  })

  test('is skipped while Redis is unavailable', async ({ assert }) => {
    const token = await createLongLivedToken(await UserFactory.create())
    await redis.cut()
    const answer = await call(token)
    await redis.restore()

    assert.equal(answer.status, 200)
  })
})
