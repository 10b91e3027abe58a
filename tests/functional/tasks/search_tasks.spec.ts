import fc from 'fast-check'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import Task from '#tasks/tasks/models/task'
import { as } from '#tests/support/as_user'
import { walk } from '#tests/support/walk_list'
import { searchQuery } from '#tasks/lists/queries/search_query'
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

  test('ranks titles above descriptions', async ({ client, assert }) => {
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

  test('supports phrases, exclusions and OR', async ({ client, assert }) => {
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

  test('finds “{title}” by whole words and prefixes')
    .with([
      { title: 'Login/Logout screen flickers', searches: ['login', 'logout', 'Login/Logout'] },
      { title: 'Move the invoice/receipt', searches: ['invoice', 'receipts', 'invoice/receipt'] },
      { title: 'Explain TCP/IP', searches: ['tcp', 'ip', 'TCP/IP', 'tcp-ip', '"explain TCP/IP"'] },
      { title: 'Show user.name', searches: ['user', 'name', 'user.name', 'show user.name'] },
      { title: 'Fix src/app/index.ts', searches: ['index', 'index.ts', 'app/index', 'src/app'] },
      { title: 'Close ABC-123', searches: ['123', 'abc', 'ABC-123', '"close ABC-123"'] },
      { title: 'Ask ann.lee@example.org', searches: ['ann', 'example.org', 'ann.lee@example.org'] },
      { title: 'Read https://example.org/a?q=tea#top', searches: ['example.org', 'tea', 'top'] },
      { title: 'Rename max_page_size', searches: ['page', 'max_page_size', 'page_size'] },
      { title: 'Upgrade to 4.12.3, <b>now</b>', searches: ['4.12.3', '4.12', 'b now'] },
      { title: 'Ring the customer’s bell\\tower', searches: ["customer's", 'tower'] },
    ])
    .run(async ({ client, assert }, { title, searches }) => {
      const user = await UserFactory.create()
      await createTasks(user, { [title]: '', 'Other': `about ${title}`, 'Nothing like it': '' })
      for (const search of searches) {
        assert.deepEqual(await find(client, user, search), [title, 'Other'], search)
      }
    })

  test('finds stop words if there is nothing else', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await createTasks(user, { 'The Who at IT': '', 'Ring AT&T': '', 'Nap': 'to be or not to be' })

    assert.deepEqual(await find(client, user, 'The Who at IT'), ['The Who at IT'])
    assert.deepEqual(await find(client, user, 'it'), ['The Who at IT'])
    assert.deepEqual(await find(client, user, '"the who"'), ['The Who at IT'])
    assert.deepEqual(await find(client, user, 'AT&T'), ['Ring AT&T'])
    assert.deepEqual(await find(client, user, '"not to be"'), ['Nap'])
    assert.deepEqual(await find(client, user, 'the nap'), ['Nap'])
  })

  test('accepts any text', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await createTasks(user, { 'green tea': '' })
    const operators = fc.constantFrom(
      ...['-', '"', ' or ', ' ', '|', '&', '!', '(', ')', ':*', '<->', "'", '\\', 'the', 'tea']
    )
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 250 }).filter((text) => !text.includes('\0')),
      fc.array(operators, { maxLength: 100 }).map((parts) => parts.join('').slice(0, 500))
    )
    const soups = [
      '-'.repeat(33),
      '-'.repeat(500),
      `| ${'-'.repeat(60)} |`,
      '- '.repeat(250),
      '-"'.repeat(250),
      '"-'.repeat(250),
      '-a '.repeat(166),
      'a or '.repeat(100),
      '!'.repeat(500),
    ]
    for (const search of [...soups, ...fc.sample(typed, 200)]) {
      const titles = await find(client, user, search)
      assert.isAtMost(titles.length, 1, search)
    }
    const page = await client
      .get('/tasks')
      .qs({ search: `| ${'-'.repeat(33)} |` })
      .loginAs(user)
    page.assertStatus(200)

    const sql = fc.sample(typed, 2000).map((text) => searchQuery(text))
    await db.rawQuery(`select websearch_to_tsquery('task_text', unnest(?::text[]))`, [sql])
  })

  test('treats special characters as text', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await createTasks(user, { 'green tea': '' })
    for (const search of [`'; drop table tasks; --`, '"', '&|!():*<->', '🌱', 'x'.repeat(500)]) {
      assert.deepEqual(await find(client, user, search), [])
    }
    assert.deepEqual(await find(client, user, '  '), ['green tea'])
  })

  test('finds only visible tasks that match the filters', async ({ client, assert }) => {
    const [ann, bob] = await UserFactory.createMany(2)
    await createTasks(ann, { 'green tea': '' })
    await createTasks(bob, { 'black tea': '', 'white tea': '' })
    await Task.query().where('title', 'white tea').update({ status: 'done' })

    assert.deepEqual(await find(client, ann, 'tea'), ['green tea'])
    assert.deepEqual(await find(client, bob, 'tea', '&status=todo'), ['black tea'])
    assert.deepEqual(await find(client, bob, 'tea', '&ordering=-title'), ['white tea', 'black tea'])
  })

  test('concatenated pages equal the whole result', async ({ client, assert }) => {
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

  test('ranks the latest 2,000 matches of a common word', async ({ client, assert }) => {
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
