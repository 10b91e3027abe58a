import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import Comment from '#tasks/comments/models/comment'
import { as } from '#tests/support/as_user'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory } from '#database/factories/task_factory'

/** Inputs with superlinear cost in Markdown parsers and link detection. */
const HOSTILE = [
  '//a.b/',
  '~~https://a.b/',
  'https://a.b/?',
  'mailto:a@b.c',
  '@a-.',
  '[',
  '![',
  '[a](',
  '[a\n',
  '**a *b ',
  '`a``',
  '- - - - - a\n',
  '  - a\n',
  '> - ',
  '|',
  '<!--',
].map((pattern) => pattern.repeat(20_000).slice(0, 19_999) + 'x')

/** In milliseconds; before the fix it was many times as long. */
const LIMIT_MS = 1_000

test.group('Hostile texts', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('do not block the event loop, neither when saved nor when shown', async ({
    client,
    assert,
  }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: user.id, description: '' }).create()
    await as(client, user).get('/api/users/me/')
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    let answered = 0
    const writing = (async () => {
      for (const body of HOSTILE) {
        const response = await as(client, user).post(`/api/tasks/${task.id}/comments/`, { body })
        response.assertStatus(201)
      }
      await task.merge({ description: HOSTILE.map((text) => text.slice(0, 3_000)).join('') }).save()
      await Comment.createMany(
        HOSTILE.map((body) => ({ taskId: task.id, userId: user.id, body: body.replace(/x$/, 'y') }))
      )
      for (let view = 0; view < 5; view++) {
        const page = await client.get(`/tasks/${task.id}`).loginAs(user)
        page.assertStatus(200)
      }
      return 'done'
    })()
    while ((await Promise.race([writing, client.get('/health/live')])) !== 'done') answered++
    delay.disable()

    assert.isAbove(answered, HOSTILE.length)
    assert.isBelow(delay.max / 1e6, LIMIT_MS)
  })
})
