import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import type Task from '#tasks/tasks/models/task'
import { as } from '#tests/support/as_user'
import { travelTo } from '#tests/support/clock'
import { walk } from '#tests/support/walk_list'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'
import Notification from '#notifications/notifications/models/notification'

test.group('Notifications', (group) => {
  let ada: User
  let ben: User
  let task: Task

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    ada = await UserFactory.merge({ username: 'ada', firstName: 'Ada', lastName: 'L' }).create()
    ben = await UserFactory.merge({ username: 'ben' }).create()
    task = await TaskFactory.merge({ createdById: ada.id, title: 'Bake bread' }).create()
    await assign(task, ben)
  })

  let causes = 0
  const notify = (user: User, values: Partial<Notification> = {}) =>
    Notification.create({
      userId: user.id,
      kind: 'assigned',
      cause: `cause ${++causes}`,
      taskId: task.id,
      actorId: ada.id,
      inApp: true,
      ...values,
    })

  test('are listed newest first', async ({ client, assert }) => {
    travelTo('2026-03-01T10:00:00Z')
    await notify(ben)
    travelTo('2026-03-01T11:00:00Z')
    await notify(ben, {
      kind: 'status_changed',
      payload: { from: 'todo', to: 'in_progress' },
    })
    await notify(ada)
    await notify(ben, { inApp: false })

    const response = await as(client, ben).get('/api/notifications/')
    response.assertStatus(200)
    const { count, results } = response.body()
    assert.equal(count, 2)
    assert.containsSubset(results[0], {
      kind: 'status_changed',
      text: 'Ada L changed the status from To do to In progress',
      task: { id: task.id, title: 'Bake bread' },
      actor: { id: ada.id, username: 'ada' },
      details: { from: 'todo', to: 'in_progress' },
      read_at: null,
      created_at: '2026-03-01T11:00:00.000Z',
    })
    assert.equal(results[1].text, 'Ada L assigned you')
  })

  test('are filtered by unread and by kind', async ({ client, assert }) => {
    await notify(ben)
    const read = await notify(ben, { kind: 'overdue' })
    await as(client, ben).patch(`/api/notifications/${read.id}/`, { is_read: true })
    await notify(ben, { kind: 'due_soon' })

    const kindsAt = async (query: string) => {
      const response = await as(client, ben).get(`/api/notifications/?${query}`)
      return response.body().results.map(({ kind }: { kind: string }) => kind)
    }
    assert.deepEqual(await kindsAt('unread=true'), ['due_soon', 'assigned'])
    assert.deepEqual(await kindsAt('unread=false'), ['overdue'])
    assert.deepEqual(await kindsAt('kind=overdue,due_soon'), ['due_soon', 'overdue'])
    assert.deepEqual(await kindsAt('kind=overdue&unread=true'), [])

    const wrong = await as(client, ben).get('/api/notifications/?kind=gossip')
    wrong.assertStatus(400)
  })

  test('are paginated by cursor', async ({ client, assert }) => {
    const made = []
    for (let i = 0; i < 7; i++) made.push(await notify(ben))
    const pages = await walk(client, ben, '/api/notifications/?page_size=3')
    assert.deepEqual(
      pages.map((page) => page.map(({ id }) => id)).flat(),
      made.map(({ id }) => id).reverse()
    )
  })

  test('are marked as read and unread', async ({ client, assert }) => {
    const { id } = await notify(ben)
    const unread = async () => {
      const response = await as(client, ben).get('/api/notifications/unread-count/')
      return response.body()
    }
    assert.deepEqual(await unread(), { count: 1, count_exact: true })

    travelTo('2026-03-01T10:00:00Z')
    const read = await as(client, ben).patch(`/api/notifications/${id}/`, { is_read: true })
    read.assertStatus(200)
    assert.equal(read.body().read_at, '2026-03-01T10:00:00.000Z')
    assert.deepEqual(await unread(), { count: 0, count_exact: true })

    travelTo('2026-03-02T10:00:00Z')
    const again = await as(client, ben).patch(`/api/notifications/${id}/`, { is_read: true })
    assert.equal(again.body().read_at, '2026-03-01T10:00:00.000Z')

    const back = await as(client, ben).patch(`/api/notifications/${id}/`, { is_read: false })
    assert.isNull(back.body().read_at)
  })

  test('have no other writable fields', async ({ client, assert }) => {
    const { id } = await notify(ben)
    const response = await as(client, ben).patch(`/api/notifications/${id}/`, { kind: 'overdue' })
    response.assertStatus(422)
    assert.sameMembers(
      response.body().errors.map(({ field }: { field: string }) => field),
      ['is_read', 'kind']
    )
  })

  test('are marked as read all at once, except those that arrived since', async ({
    client,
    assert,
  }) => {
    await notify(ben)
    const seen = await notify(ben)
    const later = await notify(ben)
    const others = await notify(ada)

    const marked = await as(client, ben).post('/api/notifications/mark-all-read/', {
      up_to: seen.id,
    })
    assert.deepEqual(marked.body(), { marked: 2 })
    await later.refresh()
    assert.isNull(later.readAt)
    const rest = await as(client, ben).post('/api/notifications/mark-all-read/')
    assert.deepEqual(rest.body(), { marked: 1 })
    await others.refresh()
    assert.isNull(others.readAt)
  })
})
