import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { send } from '#tests/support/raw_request'
import { signIn } from '#tests/support/sign_in'
import { resetThrottles } from '#tests/support/throttles'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory } from '#database/factories/task_factory'

test.group('Conditional requests', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('answer 304, also to fetch, which adds no-cache', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: user.id }).create()
    const { access } = await signIn(client, user)
    const ask = (headers: Record<string, string>) =>
      send(`/api/tasks/${task.id}/`, { headers: { Authorization: `Bearer ${access}`, ...headers } })
    const first = await ask({})
    const etag = first.headers.get('etag')!

    for (const directives of ['no-cache', 'max-age=0', 'no-store, no-cache', '']) {
      for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const { status, text } = await ask({
          'If-None-Match': tags,
          ...(directives && { 'Cache-Control': directives }),
        })
        assert.equal(status, 304, `${tags} with ${directives}`)
        assert.equal(text, '')
      }
    }
    for (const tags of ['"other"', 'nonsense', '""', etag.slice(1, -1)]) {
      const { status } = await ask({ 'If-None-Match': tags })
      assert.equal(status, 200, tags)
    }
  })
})
