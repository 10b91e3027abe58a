import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import { appUrl } from '#config/app'
import { createLongLivedToken, signIn } from '#tests/support/sign_in'
import { WebProcess } from '#tests/support/web_process'
import { resetThrottles } from '#tests/support/throttles'
import { SeverableProxy } from '#tests/support/severable_proxy'
import { UserFactory } from '#database/factories/user_factory'

test.group('Ending access without Redis', (group) => {
  const redis = new SeverableProxy(new URL(env.get('REDIS_URL')))
  let web: WebProcess

  group.setup(async () => {
    web = await WebProcess.start({ REDIS_URL: await redis.open(), APP_URL: appUrl })
    return async () => {
      await web.stop()
      await redis.cut()
    }
  })
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())

  test('fails as a whole, and no unchecked token is accepted', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { access } = await signIn(client, user)
    const program = await createLongLivedToken(await UserFactory.apply('admin').create())
    const disable = () =>
      web.fetch(`/api/users/${user.id}/`, {
        method: 'PATCH',
        headers: { 'Authorization': `Bearer ${program}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ is_active: false }),
      })
    const me = () => web.fetch('/api/users/me/', { headers: { Authorization: `Bearer ${access}` } })
    assert.equal(await statusOf(me()), 200)

    await redis.cut()
    assert.equal(await statusOf(disable()), 503)
    assert.equal(await statusOf(me()), 503)
    await user.refresh()
    assert.isTrue(user.isActive)
    assert.equal(user.accessVersion, 1)

    await redis.restore()
    assert.equal(await statusOf(me()), 200)
    assert.equal(await statusOf(disable()), 200)
    assert.equal(await statusOf(me()), 401)
  })
})

async function statusOf(request: Promise<Response>): Promise<number> {
  const { status } = await request
  return status
}
