import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'

/** In the order of creation. */
const TASKS = [
  { title: 'Never', status: 'todo', due: null },
  { title: 'Soon', status: 'in_progress', due: '2020-02-01T00:00:00Z' },
  { title: 'First', status: 'blocked', due: '2020-01-01T00:00:00Z' },
  { title: 'Gone', status: 'cancelled', due: '2020-01-05T00:00:00Z' },
  { title: 'Done', status: 'done', due: null },
] as const

test.group('List view', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('of {list} shows {shown}')
    .with([
      { list: '/tasks', shown: 'First, Soon, Never' },
      { list: '/tasks?assigned_to=me', shown: 'First, Soon, Never' },
      { list: '/tasks?overdue=true', shown: 'First, Soon' },
      { list: '/tasks?show=closed', shown: 'Gone, Done' },
      { list: '/tasks?show=all&ordering=-created_at', shown: 'Done, Gone, First, Soon, Never' },
      { list: '/tasks?status=todo,done', shown: 'Never, Done' },
      { list: '/tasks?search=done', shown: 'Done' },
      { list: '/tasks?search=done&show=open', shown: '' },
      { list: '/tasks?is_archived=true', shown: 'Old, Older' },
    ])
    .run(async ({ client, assert }, { list, shown }) => {
      const user = await setUp()
      const page = await client.get(list).loginAs(user)
      page.assertStatus(200)
      assert.equal(titlesOf(page.text()), shown)
    })

  test('has numbered pages, except when grouped', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const numbers = async () => {
      const page = await read(client, user, '/tasks?page_size=1')
      return [...page.matchAll(/Page<\/span>\s*(\d+)|pages__gap">(…)/g)].map(
        ([, n, gap]) => n ?? gap
      )
    }
    const own = TaskFactory.merge({ createdById: user.id })
    await own.createMany(4)
    assert.deepEqual(await numbers(), ['1', '2', '3', '4'])
    await own.create()
    assert.deepEqual(await numbers(), ['1', '2', '…', '5'])
  })

  test('is remembered until the user or the URL chooses another', async ({ client, assert }) => {
    const user = await setUp()
    const chosen = await choose(client, user, { show: 'all', ordering: 'title' })
    assert.equal(chosen.location, '/tasks?assigned_to=me')

    const see = async (list: string) => titlesOf(await read(client, user, list, chosen.cookies))
    assert.equal(await see('/tasks?assigned_to=me'), 'Done, First, Gone, Never, Soon')
    assert.equal(await see('/tasks'), 'Done, First, Gone, Never, Soon')
    assert.equal(await see('/tasks?show=closed'), 'Done, Gone')
    assert.equal(await see('/tasks?ordering=-title&status=todo,blocked'), 'Never, First')
    assert.equal(await see('/tasks?overdue=true'), 'First, Soon')
    assert.equal(await see('/tasks?search=done'), 'Done')
    assert.equal(await see('/tasks?is_archived=true'), 'Old, Older')

    const page = await read(client, user, '/tasks', chosen.cookies)
    assert.match(page, /<option\s+value="title"\s+selected>/)
    assert.match(page, /<option\s+value="all"\s+selected>/)
    assert.include(page, 'Reset')
    assert.notInclude(await read(client, user, '/tasks'), 'Reset')

    const reset = await choose(client, user, { show: 'all', ordering: 'title', reset: 'true' })
    const after = await read(client, user, '/tasks', reset.cookies)
    assert.equal(titlesOf(after), 'First, Soon, Never')
  })

  test('is remembered per user', async ({ client, assert }) => {
    const [user, other] = [await setUp(), await setUp()]
    const { cookies } = await choose(client, user, { show: 'closed', ordering: 'title' })
    assert.equal(titlesOf(await read(client, other, '/tasks', cookies)), 'First, Soon, Never')
  })

  test('of a search is chosen in the URL', async ({ client, assert }) => {
    const user = await setUp()
    const list = '/tasks?search=done&page=2'
    const chosen = await choose(client, user, { show: 'all', ordering: 'title' }, list)
    assert.equal(chosen.location, '/tasks?search=done&ordering=title')
    assert.equal(titlesOf(await read(client, user, '/tasks', chosen.cookies)), 'First, Soon, Never')
  })

  test('refuses an unknown choice in the URL, and ignores one in the cookie', async ({
    client,
    assert,
  }) => {
    const user = await setUp()
    for (const query of [
      'show=some',
      'show=constructor',
      'ordering=__proto__',
      'show=open&show=all',
    ]) {
      const page = await client.get(`/tasks?${query}`).loginAs(user)
      page.assertStatus(400)
    }
    for (const cookie of ['open', { show: 'constructor', ordering: 'title' }, { show: 'all' }]) {
      const cookies = { [`list_view_${user.id}`]: cookie }
      assert.equal(titlesOf(await read(client, user, '/tasks', cookies)), 'First, Soon, Never')
    }
  })

  test('keeps the order after the numbered pages', async ({ client, assert }) => {
    const user = await setUp()
    const list = '/tasks?page_size=1'
    const [, next] = /href="([^"]+)" rel="next"/.exec(await read(client, user, list))!
    assert.equal(titlesOf(await read(client, user, next.replace('&amp;', '&'))), 'Soon')
  })

  test('of {list} shows the last page if a later one is requested')
    .with([
      { list: '/tasks?page=300', last: '/tasks' },
      { list: '/tasks?page=9&page_size=2', last: '/tasks?page_size=2&page=2' },
      { list: '/tasks?status=todo&page=2', last: '/tasks?status=todo' },
      { list: '/tasks?search=nothing&page=2', last: '/tasks?search=nothing' },
      { list: '/notifications?page=300', last: '/notifications' },
      { list: '/tasks?page=1', last: undefined },
      { list: '/tasks?page=2&page_size=2', last: undefined },
    ])
    .run(async ({ client, assert }, { list, last }) => {
      const user = await setUp()
      const page = await client.get(list).loginAs(user).redirects(0)
      page.assertStatus(last ? 302 : 200)
      assert.equal(page.header('location'), last)
    })

  test('says that everything is closed if no task is open', async ({ client, assert }) => {
    const user = await UserFactory.create()
    assert.include(await read(client, user, '/tasks'), 'No tasks yet')

    const done = await TaskFactory.merge({ createdById: user.id, status: 'done' }).create()
    const page = await read(client, user, '/tasks')
    assert.include(page, 'No open tasks')
    const [, all] = /href="([^"]+)">Show closed tasks/.exec(page)!
    assert.equal(titlesOf(await read(client, user, all)), done.title)
    assert.include(await read(client, user, '/tasks?priority=urgent&page=1'), 'No matching tasks')
  })
})

async function setUp() {
  const user = await UserFactory.create()
  const createdAt = DateTime.fromISO('2019-01-01T00:00:00Z')
  for (const [index, { title, status, due }] of TASKS.entries()) {
    const task = await TaskFactory.merge({
      title,
      status,
      createdById: user.id,
      dueDate: due && DateTime.fromISO(due),
      createdAt: createdAt.plus({ days: index }),
    }).create()
    await assign(task, user)
  }
  for (const [index, title] of ['Older', 'Old'].entries()) {
    await TaskFactory.merge({
      title,
      status: 'done',
      isArchived: true,
      createdById: user.id,
      createdAt: createdAt.plus({ days: index }),
    }).create()
  }
  return user
}

/** Submits the form of a list as a browser does without scripts. */
async function choose(
  client: ApiClient,
  user: User,
  fields: Record<string, string>,
  list = '/tasks?assigned_to=me'
) {
  const html = await read(client, user, list)
  const [, action] = /action="(\/tasks\/view[^"]*)"/.exec(html)!
  const response = await client
    .post(action.replaceAll('&amp;', '&'))
    .loginAs(user)
    .withCsrfToken()
    .form(fields)
    .redirects(0)
  response.assertStatus(302)
  const name = `list_view_${user.id}`
  const cookie = response.cookie(name)
  return { location: response.header('location'), cookies: { [name]: cookie?.value } }
}

async function read(
  client: ApiClient,
  user: User,
  path: string,
  cookies: Record<string, any> = {}
) {
  const request = client.get(path).loginAs(user)
  for (const [name, value] of Object.entries(cookies)) if (value) request.withCookie(name, value)
  const page = await request
  page.assertStatus(200)
  return page.text()
}

function titlesOf(html: string) {
  return [...html.matchAll(/data-task[^>]*>\s*([^<]*?)\s*</g)].map(([, title]) => title).join(', ')
}
