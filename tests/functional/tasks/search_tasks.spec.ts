import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/models/user'
import Task from '#tasks/models/task'
import { as } from '#tests/support/as_user'
import { walk } from '#tests/support/walk_list'
import { UserFactory } from '#database/factories/user_factory'

async function createTasks(creator: User, tasks: Record<string, string>) {
  await Task.createMany(
    Object.entries(tasks).map(([title, description]) => ({
      title,
      description,
      createdById: creator.id,
    }))
  )
}

async function find(client: ApiClient, user: User, search: string, more = ''): Promise<string[]> {
  const query = `search=${encodeURIComponent(search)}${more}`
  const response = await as(client, user).get(`/api/tasks/?${query}`)
  response.assertStatus(200)
  return response.body().results.map((task: { title: string }) => task.title)
}

test.group('Searching tasks', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('titles count for more than descriptions', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await createTasks(user, {
      'Tidy up': 'and water the cactus',
      'Water the cactus': '',
      'Buy a cactus': 'one that needs no cactus food',
      'Nap': 'long',
    })

    assert.deepEqual(await find(client, user, 'cactus'), [
      'Buy a cactus',
      'Water the cactus',
      'Tidy up',
    ])
    assert.deepEqual(await find(client, user, 'CACTUS watering'), ['Water the cactus', 'Tidy up'])
  })

  test('it knows phrases, exclusions and alternatives', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await createTasks(user, { 'green tea': '', 'tea that is green': '', 'black coffee': '' })
    const found = async (search: string) => {
      const titles = await find(client, user, search)
      return titles.toSorted()
    }

    assert.deepEqual(await found('green tea'), ['green tea', 'tea that is green'])
    assert.deepEqual(await found('"green tea"'), ['green tea'])
    assert.deepEqual(await found('tea -"green tea"'), ['tea that is green'])
    assert.deepEqual(await found('coffee or "green tea"'), ['black coffee', 'green tea'])
  })

  test('whatever is typed is searched for, not run', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await createTasks(user, { 'green tea': '' })
    for (const search of [`'; drop table tasks; --`, '"', '&|!():*<->', '🌱', 'x'.repeat(500)]) {
      assert.deepEqual(await find(client, user, search), [])
    }
    assert.deepEqual(await find(client, user, '  '), ['green tea'])
  })

  test('it finds only what its reader sees, with the filters set', async ({ client, assert }) => {
    const [ann, bob] = await UserFactory.createMany(2)
    await createTasks(ann, { 'green tea': '' })
    await createTasks(bob, { 'black tea': '', 'white tea': '' })
    await Task.query().where('title', 'white tea').update({ status: 'done' })

    assert.deepEqual(await find(client, ann, 'tea'), ['green tea'])
    assert.deepEqual(await find(client, bob, 'tea', '&status=todo'), ['black tea'])
    assert.deepEqual(await find(client, bob, 'tea', '&ordering=-title'), ['white tea', 'black tea'])
  })

  test('its pages join to the whole', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const tasks = Array.from({ length: 9 }, (_, index) => [
      `Tea ${index}`,
      'tea '.repeat(index % 3),
    ])
    await createTasks(user, Object.fromEntries(tasks))
    const [all] = await walk(client, user, '/api/tasks/?search=tea')
    const pages = await walk(client, user, '/api/tasks/?search=tea&page_size=2')

    assert.lengthOf(all, 9)
    assert.deepEqual(pages.flat(), all)
    const blank = await walk(client, user, '/api/tasks/?search=%20&page_size=2')
    assert.lengthOf(blank.flat(), 9)
  })

  test('of a common word the latest 2,000 are ranked', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await Task.query().client.rawQuery(
      `insert into tasks (title, created_by_id, created_at)
       select 'Tea ' || number, ?, timestamptz '2026-01-01Z' + number * interval '1 minute'
       from generate_series(1, 2002) as number`,
      [user.id]
    )
    await Task.query().where('title', 'Tea 1').update({ description: 'tea tea tea' })
    const ranked = await as(client, user).get('/api/tasks/?search=tea')
    assert.containsSubset(ranked.body(), { count: 2000, count_exact: false })
    assert.notInclude(await find(client, user, 'tea', '&page_size=100'), 'Tea 1')

    const ordered = await as(client, user).get('/api/tasks/?search=tea&ordering=created_at')
    assert.containsSubset(ordered.body(), { count: 2002, count_exact: true })
    assert.equal(ordered.body().results[0].title, 'Tea 1')
  })
})
