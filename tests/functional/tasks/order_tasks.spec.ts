import fc from 'fast-check'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import type User from '#accounts/users/models/user'
import Task, { PRIORITIES, STATUSES } from '#tasks/tasks/models/task'
import { as, bodyOf } from '#tests/support/as_user'
import { pathOf, walk } from '#tests/support/walk_list'
import { UserFactory } from '#database/factories/user_factory'
import type { TaskDocument } from '#tasks/tasks/queries/task_document'

const KEYS = ['created_at', 'updated_at', 'due_date', 'priority', 'status', 'title'] as const
type Key = (typeof KEYS)[number]

/** English collation; `und` would use that of the machine. */
const collator = new Intl.Collator('en')
const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

/** Compares two tasks by the sort key, ascending. */
const COMPARE: Record<Key, (one: TaskDocument, other: TaskDocument) => number> = {
  created_at: (one, other) => byText(one.created_at, other.created_at),
  updated_at: (one, other) => byText(one.updated_at, other.updated_at),
  due_date: (one, other) => byText(one.due_date!, other.due_date!),
  priority: (one, other) => PRIORITIES.indexOf(one.priority) - PRIORITIES.indexOf(other.priority),
  status: (one, other) => STATUSES.indexOf(one.status) - STATUSES.indexOf(other.status),
  title: (one, other) => collator.compare(one.title.toLowerCase(), other.title.toLowerCase()),
}

/** The documented order, implemented independently. */
function reference(tasks: TaskDocument[], key: Key, descending: boolean) {
  const sign = descending ? -1 : 1
  return tasks.toSorted((one, other) => {
    if (key === 'due_date' && (one.due_date === null || other.due_date === null)) {
      const last = Number(one.due_date === null) - Number(other.due_date === null)
      return last || sign * (one.id - other.id)
    }
    return sign * (COMPARE[key](one, other) || one.id - other.id)
  })
}

const instant = fc.integer({ min: 0, max: 5 }).map((hours) => DateTime.utc(2026, 3, 1, hours))
const someTask = fc.record({
  title: fc
    .array(fc.constantFrom('a', 'B', 'ä', 'z', 'Z', '1', '10', ' ', '-', 'é', '🌱', 'ß'), {
      minLength: 1,
      maxLength: 4,
    })
    .map((letters) => `x${letters.join('')}`),
  status: fc.constantFrom(...STATUSES),
  priority: fc.constantFrom(...PRIORITIES),
  dueDate: fc.option(instant, { nil: null }),
  createdAt: instant,
  updatedAt: instant,
})

async function createTasks(creator: User, tasks: Partial<Task>[]) {
  await Task.query().where('created_by_id', creator.id).delete()
  return Task.createMany(tasks.map((task) => ({ ...task, createdById: creator.id })))
}

const ids = (pages: TaskDocument[][]) => pages.flat().map(({ id }) => id)

test.group('Ordering tasks', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('concatenated pages equal the whole list, for any order and page size', async ({
    client,
    assert,
  }) => {
    const user = await UserFactory.create()
    const example = fc.record({
      tasks: fc.array(someTask, { maxLength: 12 }),
      key: fc.constantFrom(...KEYS),
      descending: fc.boolean(),
      size: fc.integer({ min: 1, max: 7 }),
    })

    await fc.assert(
      fc.asyncProperty(example, async ({ tasks, key, descending, size }) => {
        await createTasks(user, tasks)
        const ordering = `ordering=${descending ? '-' : ''}${key}`
        const [all] = await walk(client, user, `/api/tasks/?${ordering}&page_size=100`)
        const expected = reference(all, key, descending).map(({ id }) => id)
        assert.lengthOf(expected, tasks.length)
        assert.deepEqual(ids([all]), expected)

        const pages = await walk(client, user, `/api/tasks/?${ordering}&page_size=${size}`)
        assert.deepEqual(ids(pages), expected)
        assert.isTrue(pages.slice(0, -1).every((page) => page.length === size))
      }),
      { numRuns: 40 }
    )
  })

  test('previous walks the same pages backwards', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await createTasks(
      user,
      Array.from({ length: 7 }, (_, index) => ({ title: `Task ${index % 3}` }))
    )
    const forth = await walk(client, user, '/api/tasks/?ordering=title&page_size=2')
    const last = await as(client, user).get('/api/tasks/?ordering=title&page_size=2&page=4')
    const back = await walk(client, user, pathOf(last.body().previous), 'previous')

    assert.deepEqual([...back.toReversed(), last.body().results], forth)
  })

  test('numbered pages equal the cursor pages', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await createTasks(
      user,
      Array.from({ length: 5 }, () => ({ title: 'Task' }))
    )
    const pages = await walk(client, user, '/api/tasks/?page_size=2')
    for (const [index, page] of pages.entries()) {
      const numbered = await as(client, user).get(`/api/tasks/?page_size=2&page=${index + 1}`)
      assert.deepEqual(numbered.body().results, page)
      assert.equal(numbered.body().count, 5)
      assert.equal(numbered.body().previous === null, index === 0)
      assert.equal(numbered.body().next === null, index === 2)
    }
    const beyond = await as(client, user).get('/api/tasks/?page_size=2&page=9')
    assert.deepEqual(beyond.body(), {
      count: 5,
      count_exact: true,
      next: null,
      previous: null,
      results: [],
    })
  })

  test('links keep the filters and can be followed as they are', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await createTasks(
      user,
      Array.from({ length: 3 }, () => ({ title: 'Tea & cake', status: 'done' as const }))
    )
    const query = 'page_size=2&status=done,todo&search=%22tea%20cake%22&ordering=-due_date&page=1'
    const response = await as(client, user).get(`/api/tasks/?${query}`)
    const next = new URL(response.body().next)

    assert.equal(next.origin, new URL(response.request.request.url).origin)
    assert.equal(next.searchParams.get('status'), 'done,todo')
    assert.equal(next.searchParams.get('search'), '"tea cake"')
    assert.isFalse(next.searchParams.has('page'))
    const rest = await as(client, user).get(pathOf(next.href))
    assert.lengthOf(rest.body().results, 1)
  })

  test('refuses a forged cursor and one of another order', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await createTasks(
      user,
      Array.from({ length: 3 }, () => ({ title: 'Task' }))
    )
    const first = await as(client, user).get('/api/tasks/?page_size=1&ordering=title')
    const cursor = new URL(first.body().next).searchParams.get('cursor')!
    const refuse = async (query: string, code: string) => {
      const response = await as(client, user).get(`/api/tasks/?${query}`)
      response.assertStatus(400)
      assert.deepEqual(
        response.body().errors.map((fault: any) => [fault.field, fault.code]),
        [['cursor', code]]
      )
    }

    await refuse(`cursor=${cursor}`, 'invalid_cursor')
    await refuse(`cursor=${cursor}&ordering=-title`, 'invalid_cursor')
    await refuse(`cursor=${cursor}&ordering=title&page=1`, 'cursor_with_page')
    await refuse(`cursor=${cursor}x&ordering=title`, 'invalid_cursor')
    await refuse('cursor=', 'invalid_cursor')
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: cursor.length - 1 }), async (index) => {
        const other = cursor[index] === 'A' ? 'B' : 'A'
        const forged = cursor.slice(0, index) + other + cursor.slice(index + 1)
        await refuse(`cursor=${encodeURIComponent(forged)}&ordering=title`, 'invalid_cursor')
      }),
      { numRuns: 20 }
    )
    const size = await as(client, user).get(
      `/api/tasks/?cursor=${cursor}&ordering=title&page_size=9`
    )
    size.assertStatus(200)
  })

  test('numbered pages end before large offsets get slow', async ({ client }) => {
    const user = await UserFactory.create()
    const near = await as(client, user).get('/api/tasks/?page=100&page_size=100')
    near.assertStatus(200)
    for (const query of ['page=101&page_size=100', 'page=401', 'page=10001&page_size=1']) {
      const far = await as(client, user).get(`/api/tasks/?${query}`)
      far.assertStatus(400)
      far.assertBodyContains({ errors: [{ field: 'page' }] })
    }
  })

  test('stops counting at 10,000', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await createTasks(user, [{ title: 'Task' }])
    const countWith = async (more: number) => {
      await Task.query().client.rawQuery(
        `insert into tasks (title, created_by_id) select 'Task', ? from generate_series(1, ?)`,
        [user.id, more]
      )
      const { count, count_exact: exact } = await bodyOf(as(client, user).get('/api/tasks/'))
      return [count, exact]
    }

    assert.deepEqual(await countWith(9_999), [10_000, true])
    assert.deepEqual(await countWith(1), [10_000, false])
  })
})

test.group('Reading a list during concurrent changes', (group) => {
  group.each.setup(() => testUtils.db().truncate())

  for (const ordering of ['created_at', '-created_at', 'title', '-due_date', 'priority']) {
    test(`by ${ordering}: every unchanged task appears once`, async ({ client, assert }) => {
      const user = await UserFactory.create()
      const create = () => as(client, user).post('/api/tasks/', { title: 'Task' })
      const tasks = await createTasks(
        user,
        Array.from({ length: 12 }, (_, index) => ({ title: `Task ${index % 4}` }))
      )
      const doomed = [tasks[0], tasks[5], tasks[11]]
      const pages = await walk(
        client,
        user,
        `/api/tasks/?ordering=${ordering}&page_size=2`,
        'next',
        async () => {
          await create()
          const task = doomed.pop()
          if (task) await as(client, user).delete(`/api/tasks/${task.id}/`)
        }
      )

      const seen = ids(pages)
      assert.equal(new Set(seen).size, seen.length)
      const stayed = tasks.filter((_, index) => ![0, 5, 11].includes(index))
      assert.includeMembers(
        seen,
        stayed.map(({ id }) => id)
      )
    })
  }
})
