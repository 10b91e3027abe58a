import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import { userActor } from '#accounts/users/actor'
import type User from '#accounts/users/models/user'
import { AddComment } from '#tasks/comments/actions/add_comment'
import { assign, TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'

const LISTS = [
  '/tasks',
  '/tasks?status=todo,in_progress',
  '/tasks?status=todo&status=in_progress',
  '/tasks?search=one,%20two%26three%3D4&ordering=-priority&page=2',
  `/tasks?${Array.from({ length: 25 }, (_, index) => `tags=${index + 1}`).join('&')}`,
]

test.group('Return link after a change', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  for (const list of LISTS) {
    test(`leads to the same list: ${list}`, async ({ client, assert }) => {
      const { user, task } = await setUp()
      const changes: [string, Fields][] = [
        [`/tasks/${task.id}?_method=PATCH`, { status: 'done' }],
        [`/tasks/${task.id}?_method=PATCH`, { status: 'no-such-status' }],
        [`/tasks/${task.id}/assign`, { 'mode': 'replace', 'user_ids[]': String(user.id) }],
        ['/tasks?then=back', { title: 'Feed the cat' }],
        ['/theme', { theme: 'dark' }],
      ]

      for (const [action, fields] of changes) {
        const location = await send(client, user, action, fields, list)
        assert.equal(location.split('#')[0], list, action)
      }
      const page = await client.get(list).loginAs(user)
      page.assertStatus(200)
    })
  }

  test('leads from a task to the list it was opened from', async ({ client, assert }) => {
    const { user, task } = await setUp()
    await TaskFactory.merge({ createdById: user.id, parentTaskId: task.id }).create()
    const list = '/tasks?status=todo,in_progress&ordering=title'

    const [, address] = /href="([^"]+)"[^>]*data-task/.exec(await read(client, user, list))!
    const page = unescape(address)
    assert.equal(listIn(await read(client, user, page)), list)

    for (const pattern of [/href="([^"]+)" data-key="e"/, /href="([^"]+)"[^>]*data-task/]) {
      const [, next] = pattern.exec(await read(client, user, page))!
      assert.equal(listIn(await read(client, user, unescape(next))), list)
    }
  })

  test('keeps that list through every change on the page', async ({ client, assert }) => {
    const { user, task } = await setUp()
    const comment = await new AddComment().handle(userActor(user), task, { body: 'Soon' })
    const from = `?${new URLSearchParams({ from: 'status=todo,done&page=1' })}`
    const page = `/tasks/${task.id}${from}`
    const commentPage = `/tasks/${task.id}/comments/${comment.id}`
    const changes: [string, Fields, string][] = [
      [`/tasks/${task.id}?_method=PATCH`, { priority: 'low' }, page],
      [`/tasks/${task.id}?_method=PATCH`, { title: 'Mow', version: '2' }, `/tasks/1/edit${from}`],
      [`/tasks/${task.id}/comments`, { body: 'Later' }, page],
      [`${commentPage}?_method=PATCH`, { body: 'Now' }, `${commentPage}/edit${from}`],
      [`${commentPage}?_method=DELETE`, {}, page],
    ]
    for (const [action, fields, referer] of changes) {
      const location = await send(client, user, action, fields, referer)
      assert.equal(listIn(await read(client, user, location)), '/tasks?status=todo,done&page=1')
    }

    const deleted = await send(client, user, `/tasks/${task.id}?_method=DELETE`, {}, page)
    assert.equal(deleted, '/tasks?status=todo,done&page=1')
    const restored = await send(client, user, `/tasks/${task.id}/restore`, {}, deleted)
    assert.equal(listIn(await read(client, user, restored)), '/tasks?status=todo,done&page=1')
  })

  test('leads to the list if the task is no longer visible', async ({ client, assert }) => {
    const { task } = await setUp()
    const assignee = await UserFactory.create()
    await assign(task, assignee)
    const fields = { mode: 'remove', user_ids: String(assignee.id) }
    const page = `/tasks/${task.id}?from=assigned_to%3Dme`
    const location = await send(client, assignee, `/tasks/${task.id}/assign`, fields, page)

    assert.equal(location, '/tasks?assigned_to=me')
  })

  test('never leads to another site', async ({ client, assert }) => {
    const { user, task } = await setUp()
    for (const from of [
      '//evil.example',
      'https://evil.example/',
      '/../login',
      '"><b>',
      '\r\nX: y',
    ]) {
      const page = await read(client, user, `/tasks/${task.id}?${new URLSearchParams({ from })}`)
      assert.isTrue(listIn(page).startsWith('/tasks?'), from)
    }
    const long = await read(client, user, `/tasks/${task.id}?from=search%3D${'x'.repeat(3000)}`)
    assert.equal(listIn(long), '/tasks')

    for (const referer of ['https://evil.example/tasks', 'nonsense', '//evil.example', null]) {
      const headers = { referer: referer ?? '' }
      const response = await post(client, user, `/tasks/${task.id}?_method=PATCH`, {
        status: 'done',
      })
        .headers(headers)
        .redirects(0)
      assert.equal(response.header('location')!.split('#')[0], '/tasks', String(referer))
    }
    const slashes = await send(client, user, '/theme', { theme: 'dark' }, '//evil.example/x')
    assert.equal(slashes, '/evil.example/x')
  })
})

type Fields = Record<string, string>

async function setUp() {
  const user = await UserFactory.create()
  const task = await TaskFactory.merge({ createdById: user.id }).create()
  return { user, task: await task.refresh() }
}

async function read(client: ApiClient, user: User, path: string) {
  const response = await client.get(path).loginAs(user)
  response.assertStatus(200)
  return response.text()
}

/** Submits a form of our pages and returns the redirect target. */
async function send(client: ApiClient, user: User, action: string, fields: Fields, page: string) {
  const referer = `http://${process.env.HOST}:${process.env.PORT}${page}`
  const response = await post(client, user, action, fields).header('referer', referer).redirects(0)
  response.assertStatus(302)
  return response.header('location')!
}

const post = (client: ApiClient, user: User, action: string, fields: Fields) =>
  client.post(action).form(fields).withCsrfToken().loginAs(user)

/** The list that a page's breadcrumb links to. */
function listIn(page: string): string {
  return unescape(/<a href="(\/tasks[^"]*)">Tasks/.exec(page)![1])
}

const unescape = (text: string) =>
  text.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&quot;', '"')
