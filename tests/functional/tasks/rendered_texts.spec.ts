import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import Comment from '#tasks/comments/models/comment'
import type Task from '#tasks/tasks/models/task'
import type User from '#accounts/users/models/user'
import { as, statusOf } from '#tests/support/as_user'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory } from '#database/factories/task_factory'

test.group('Rendered texts on a task page', (group) => {
  let user: User
  let task: Task

  group.each.setup(async () => {
    const rollback = await testUtils.db().wrapInGlobalTransaction()
    user = await UserFactory.create()
    task = await TaskFactory.merge({ createdById: user.id, description: '' }).create()
    return rollback
  })

  async function read(client: ApiClient, path = `/tasks/${task.id}`) {
    const response = await client.get(path).loginAs(user)
    response.assertStatus(200)
    return response.text()
  }

  const say = (client: ApiClient, body: string) =>
    as(client, user).post(`/api/tasks/${task.id}/comments/`, { body })

  const kept = () => db.from('renderings').where('task_id', task.id).orderBy('id')

  test('are rendered when saved, and stored for pages', async ({ client, assert }) => {
    const posted = await say(client, '**loud**')
    assert.containsSubset(await kept(), [
      { comment_id: posted.body().id, html: '<p><strong>loud</strong></p>\n' },
    ])

    await db.from('renderings').update({ html: '<p>kept</p>' })
    assert.include(await read(client), '<p>kept</p>')
  })

  test('are rendered again after every kind of edit', async ({ client, assert }) => {
    const posted = await say(client, '*first*')
    const own = `/api/tasks/${task.id}/comments/${posted.body().id}/`
    await as(client, user).patch(own, { body: '*second*' })
    assert.include(await read(client), '<em>second</em>')

    await Comment.query().where('id', posted.body().id).update({ body: '*third*' })
    assert.include(await read(client), '<em>third</em>')
    assert.lengthOf(await kept(), 1)
  })

  test('are rendered by the first page if not yet stored', async ({ client, assert }) => {
    await task.merge({ description: '- [x] _done_' }).save()
    await Comment.create({ taskId: task.id, userId: user.id, body: '~~loaded~~' })
    for (const page of [await read(client), await read(client)]) {
      assert.include(page, 'checked disabled><em>done</em>')
      assert.include(page, '<s>loaded</s>')
    }
    assert.lengthOf(await kept(), 2)
  })

  test('are rendered again if an older renderer did it', async ({ client, assert }) => {
    await say(client, '*now*')
    await db.from('renderings').update({
      html: '<p>then</p>',
      source: db.raw(`regexp_replace(source, '^[0-9]+', '0')`),
    })
    const page = await read(client)
    assert.include(page, '<em>now</em>')
    assert.notInclude(page, '<p>then</p>')
  })

  test('are erased with the task', async ({ client, assert }) => {
    await say(client, 'Hello')
    await read(client)
    await db.from('tasks').where('id', task.id).delete()
    assert.isEmpty(await kept())
  })

  test('are paginated in chronological order', async ({ client, assert }) => {
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString()
    // Some with equal timestamps, some among history entries, one deleted.
    await db.table('comments').multiInsert(
      Array.from({ length: 70 }, (_, index) => ({
        task_id: task.id,
        user_id: user.id,
        body: `said ${index}.`,
        created_at: at(index - (index % 7)),
        deleted_at: index === 30 ? at(0) : null,
      }))
    )
    await db.table('task_history').multiInsert(
      Array.from({ length: 25 }, (_, index) => ({
        task_id: task.id,
        user_id: user.id,
        action: 'updated',
        field: 'title',
        old: JSON.stringify(`name ${index}.`),
        new: JSON.stringify('another'),
        created_at: at(index * 2),
      }))
    )

    const pages: string[] = []
    let path: string | undefined = `/tasks/${task.id}`
    while (path) {
      const page = await read(client, path)
      pages.unshift(page)
      path = /href="(\/tasks\/\d+\?before=[^"#]+)#history"/.exec(page)?.[1]
    }
    const found = [...pages.join('').matchAll(/(said|name) (\d+)\./g)]
    const numbers = (what: string) =>
      found.filter(([, word]) => word === what).map(([, , number]) => Number(number))
    assert.isAbove(pages.length, 2)
    assert.deepEqual(
      numbers('said'),
      Array.from({ length: 70 }, (_, index) => index).filter((index) => index !== 30)
    )
    assert.deepEqual(
      numbers('name'),
      Array.from({ length: 25 }, (_, index) => index)
    )
  })

  test('ignore an invalid cursor', async ({ client, assert }) => {
    await say(client, 'Hello')
    for (const before of [
      'x',
      '1-entry',
      '1-comment-0',
      '9'.repeat(15),
      `${'9'.repeat(15)}-entry-1`,
    ])
      assert.equal(
        await statusOf(client.get(`/tasks/${task.id}?before=${before}`).loginAs(user)),
        200
      )
    assert.include(await read(client, `/tasks/${task.id}?history=all`), 'Hello')
  })

  test('a comment has a permalink to its page', async ({ client, assert }) => {
    const first = await say(client, 'The first')
    const own = `/tasks/${task.id}/comments/${first.body().id}`
    const leadsTo = async () =>
      (await client.get(own).loginAs(user).redirects(0)).header('location')
    assert.equal(await leadsTo(), `/tasks/${task.id}#comment-${first.body().id}`)

    await Comment.createMany(
      Array.from({ length: 40 }, () => ({ taskId: task.id, userId: user.id, body: 'More' }))
    )
    assert.notInclude(await read(client), 'The first')
    const place = await leadsTo()
    assert.match(place!, new RegExp(`\\?before=.+#comment-${first.body().id}$`))
    assert.include(await read(client, place), 'The first')
  })

  test('stay within the page size limit', async ({ client, assert }) => {
    await Comment.createMany(
      Array.from({ length: 30 }, () => ({
        taskId: task.id,
        userId: user.id,
        body: '"'.repeat(20_000),
      }))
    )
    const page = await read(client)
    assert.isBelow(page.length, 1_000_000)
    assert.include(page, 'Show earlier')
  })
})
