import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import testUtils from '@adonisjs/core/services/test_utils'
import Task from '#tasks/tasks/models/task'
import Comment from '#tasks/comments/models/comment'
import type User from '#accounts/users/models/user'
import { as, bodyOf } from '#tests/support/as_user'
import { TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'

/** Markdown with significant leading, trailing and inner whitespace. */
const CODE = '\n\n    const indented = true\n\ttab\n\nline with a break  \nend\n\n'

test.group('Whitespace in texts', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is kept by the API', async ({ client, assert }) => {
    const { user, task } = await setUp()
    for (const text of [CODE, 'a\r\nb\rc\n', '   x']) {
      const { description } = await bodyOf(
        as(client, user).patch(`/api/tasks/${task.id}/`, { description: text })
      )
      const comment = await bodyOf(
        as(client, user).post(`/api/tasks/${task.id}/comments/`, { body: text })
      )
      const changed = await bodyOf(
        as(client, user).patch(`/api/tasks/${task.id}/comments/${comment.id}/`, {
          body: `${text} `,
        })
      )
      assert.equal(description, text)
      assert.equal(comment.body, text)
      assert.equal(changed.body, `${text} `)
    }
  })

  test('is kept by forms, with normalized line breaks', async ({ client, assert }) => {
    const { user, task } = await setUp()
    const typed = CODE.replaceAll('\n', '\r\n')
    await send(client, user, 'patch', `/tasks/${task.id}`, { description: typed })
    await send(client, user, 'post', `/tasks/${task.id}/comments`, { body: typed })

    await task.refresh()
    const comment = await Comment.firstOrFail()
    assert.equal(task.description, CODE)
    assert.equal(comment.body, CODE)
    for (const path of [
      `/tasks/${task.id}/edit`,
      `/tasks/${task.id}/comments/${comment.id}/edit`,
    ]) {
      const page = await client.get(path).loginAs(user)
      assert.equal(/<textarea[^>]*>([^]*?)<\/textarea>/.exec(page.text())![1], `\n${CODE}`, path)
    }
  })

  test("counts a form's CRLF as one character", async ({ client, assert }) => {
    const { user, task } = await setUp()
    const description = 'x\r\n'.repeat(25_000)
    const body = 'x\r\n'.repeat(10_000)
    await send(client, user, 'post', '/tasks', { title: 'Long', description })
    await send(client, user, 'post', `/tasks/${task.id}/comments`, { body })

    const long = await Task.findByOrFail('title', 'Long')
    assert.lengthOf(long.description, 50_000)
    assert.lengthOf((await Comment.firstOrFail()).body, 20_000)
  })

  test('alone is refused as a comment', async ({ client, assert }) => {
    const { user, task } = await setUp()
    for (const body of ['', '  ', '\n\t \r\n', '\u3000']) {
      const refused = await as(client, user).post(`/api/tasks/${task.id}/comments/`, { body })
      refused.assertStatus(422)
      assert.deepEqual(refused.body().errors, [
        { field: 'body', code: 'min_length', message: 'body must not be empty' },
      ])
      await send(client, user, 'post', `/tasks/${task.id}/comments`, { body })
    }
    assert.isNull(await Comment.first())
  })

  test('around a single-line value is trimmed', async ({ client, assert }) => {
    const { user } = await setUp()
    const fields = { title: '  Water ', estimated_hours: ' 1.5 ', tags: ' a , b ', status: 'done ' }
    await send(client, user, 'post', '/tasks', fields)

    const task = await Task.findByOrFail('title', 'Water')
    assert.deepEqual([task.estimatedHours, task.status], [1.5, 'done'])
  })
})

async function setUp() {
  const user = await UserFactory.create()
  return { user, task: await TaskFactory.merge({ createdById: user.id }).create() }
}

function send(
  client: ApiClient,
  user: User,
  method: 'post' | 'patch',
  path: string,
  form: Record<string, string>
) {
  return client[method](path).loginAs(user).withCsrfToken().form(form).redirects(0)
}
