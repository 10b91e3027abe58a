import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { as, statusOf } from '#tests/support/as_user'
import { travelTo } from '#tests/support/clock'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory, assign } from '#database/factories/task_factory'

/** A task with a comment by its assignee, seen by its creator. */
async function createDiscussion() {
  const [creator, author, stranger, teamViewer] = await UserFactory.createMany(4)
  const team = await createTeam(creator, [[teamViewer, 'viewer']])
  const task = await TaskFactory.merge({ createdById: creator.id, teamId: team.id }).create()
  await assign(task, author)
  return { creator, author, stranger, teamViewer, task, path: `/api/tasks/${task.id}/comments/` }
}

test.group('Commenting on a task', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is allowed to those who work on it, and readable to those who see it', async ({
    client,
    assert,
  }) => {
    const { creator, author, teamViewer, task, path } = await createDiscussion()
    travelTo('2026-03-01T09:30:00.123Z')
    const first = await as(client, author).post(path, { body: ' Done soon.\n' })
    first.assertStatus(201)
    assert.deepEqual(first.body(), {
      id: first.body().id,
      task: task.id,
      user: { id: author.id, username: author.username },
      source: null,
      body: ' Done soon.\n',
      created_at: '2026-03-01T09:30:00.123Z',
      updated_at: '2026-03-01T09:30:00.123Z',
    })
    const second = await as(client, creator).post(path, { body: 'Thanks!' })

    const list = await as(client, teamViewer).get(path)
    assert.deepEqual(list.body(), {
      count: 2,
      count_exact: true,
      next: null,
      previous: null,
      results: [first.body(), second.body()],
    })
    const latest = await as(client, teamViewer).get(`${path}?ordering=-created_at&page_size=1`)
    assert.deepEqual(latest.body().results, [second.body()])
    const shown = await as(client, teamViewer).get(`${path}${first.body().id}/`)
    assert.deepEqual(shown.body(), first.body())
  })

  test('authors edit and delete their comments', async ({ client, assert }) => {
    const { author, path } = await createDiscussion()
    travelTo('2026-03-01T00:00:00Z')
    const posted = await as(client, author).post(path, { body: 'Ducks' })
    const own = `${path}${posted.body().id}/`
    travelTo('2026-03-02T00:00:00Z')
    for (const method of ['patch', 'put'] as const) {
      const changed = await as(client, author)[method](own, { body: method })
      changed.assertStatus(200)
      changed.assertBodyContains({ body: method, updated_at: '2026-03-02T00:00:00.000Z' })
    }
    assert.equal(await statusOf(as(client, author).delete(own)), 204)
    assert.equal(await statusOf(as(client, author).get(own)), 404)
    assert.equal(await statusOf(as(client, author).delete(own)), 404)
    const list = await as(client, author).get(path)
    assert.equal(list.body().count, 0)
  })

  test('a deleted comment is restored unchanged by anybody who may delete it', async ({
    client,
    assert,
  }) => {
    const { creator, author, task, path } = await createDiscussion()
    const admin = await UserFactory.apply('admin').create()
    const posted = await as(client, author).post(path, { body: 'Ducks' })
    const own = `${path}${posted.body().id}/`
    for (const user of [author, admin]) {
      await as(client, user).delete(own)
      assert.equal(await statusOf(as(client, creator).post(`${own}restore/`)), 403)

      const restored = await as(client, user).post(`${own}restore/`)
      restored.assertStatus(200)
      assert.deepEqual(restored.body(), posted.body())
      assert.equal(await statusOf(as(client, user).post(`${own}restore/`)), 200)
    }
    const shown = await as(client, creator).get(own)
    assert.deepEqual(shown.body(), posted.body())

    const other = await TaskFactory.merge({ createdById: author.id }).create()
    const elsewhere = `/api/tasks/${other.id}/comments/${posted.body().id}/restore/`
    assert.equal(await statusOf(as(client, author).post(elsewhere)), 404)
    await as(client, author).delete(own)
    await task.delete()
    assert.equal(await statusOf(as(client, author).post(`${own}restore/`)), 404)
  })

  test("an author can't restore a comment that an admin deleted", async ({ client, assert }) => {
    const { author, path } = await createDiscussion()
    const admin = await UserFactory.apply('admin').create()
    const posted = await as(client, author).post(path, { body: 'Ducks' })
    const own = `${path}${posted.body().id}/`
    await as(client, admin).delete(own)

    assert.equal(await statusOf(as(client, author).post(`${own}restore/`)), 403)
    assert.equal(await statusOf(as(client, author).get(own)), 404)

    assert.equal(await statusOf(as(client, admin).post(`${own}restore/`)), 200)
    assert.equal(await statusOf(as(client, author).delete(own)), 204)
    assert.equal(await statusOf(as(client, author).post(`${own}restore/`)), 200)
  })

  test("nobody edits another's comment; admins delete it", async ({ client, assert }) => {
    const { creator, author, stranger, teamViewer, path } = await createDiscussion()
    const admin = await UserFactory.apply('admin').create()
    const posted = await as(client, author).post(path, { body: 'Ducks' })
    const own = `${path}${posted.body().id}/`

    for (const [user, patch, remove] of [
      [creator, 403, 403],
      [teamViewer, 403, 403],
      [stranger, 404, 404],
      [admin, 403, 204],
    ] as const) {
      assert.equal(await statusOf(as(client, user).patch(own, { body: 'Geese' })), patch)
      assert.equal(await statusOf(as(client, user).delete(own)), remove)
    }
  })

  test('is refused for viewers, and returns 404 if the task is not visible', async ({
    client,
    assert,
  }) => {
    const { stranger, teamViewer, task, path } = await createDiscussion()
    const viewer = await UserFactory.apply('viewer').create()
    await assign(task, viewer)

    assert.equal(await statusOf(as(client, teamViewer).post(path, { body: 'Hm' })), 403)
    assert.equal(await statusOf(as(client, viewer).post(path, { body: 'Hm' })), 403)
    assert.equal(await statusOf(as(client, stranger).post(path, { body: 'Hm' })), 404)
    assert.equal(await statusOf(as(client, stranger).get(path)), 404)
  })

  test('returns 404 for a comment of another task', async ({ client, assert }) => {
    const { author, path } = await createDiscussion()
    const other = await TaskFactory.merge({ createdById: author.id }).create()
    const posted = await as(client, author).post(path, { body: 'Ducks' })
    const elsewhere = `/api/tasks/${other.id}/comments/${posted.body().id}/`

    assert.equal(await statusOf(as(client, author).get(elsewhere)), 404)
    assert.equal(await statusOf(as(client, author).patch(elsewhere, { body: 'Geese' })), 404)
    assert.equal(await statusOf(as(client, author).delete(elsewhere)), 404)
  })

  for (const [what, body, field] of [
    ['nothing', {}, 'body'],
    ['blanks', { body: ' \n ' }, 'body'],
    ['20,001 characters', { body: 'x'.repeat(20_001) }, 'body'],
    ['a NUL', { body: 'a\0b' }, 'body'],
    ['more than a body', { body: 'x', mood: 'fine' }, 'mood'],
    ['an author', { body: 'x', user: 1 }, 'user'],
  ] as const) {
    test(`a comment of ${what} is refused`, async ({ client }) => {
      const { author, path } = await createDiscussion()
      const response = await as(client, author).post(path, body)

      response.assertStatus(422)
      response.assertBodyContains({ errors: [{ field }] })
    })
  }
})
