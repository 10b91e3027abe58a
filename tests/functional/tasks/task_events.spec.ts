import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import OutboxEvent from '#events/models/outbox_event'
import type User from '#accounts/users/models/user'
import { makeTeammates } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

test.group('Task events', (group) => {
  let ada: User
  let ben: User

  group.each.setup(async () => {
    const rollback = await testUtils.db().wrapInGlobalTransaction()
    ada = await UserFactory.merge({ username: 'ada' }).create()
    ben = await UserFactory.merge({ username: 'ben' }).create()
    await makeTeammates(ada, ben)
    return rollback
  })

  /** Returns the events since the last call. */
  async function newEvents() {
    const events = await OutboxEvent.query().orderBy('id')
    await OutboxEvent.query().delete()
    return events.map(({ name, key, actorId, payload }) => ({ name, key, actorId, payload }))
  }

  test('are appended once per change, with its actor', async ({ client, assert }) => {
    const as = (method: 'post' | 'patch' | 'delete', path: string) =>
      client[method](path).withGuard('jwt').loginAs(ada)

    const made = await as('post', '/api/tasks').json({ title: 'Bake', assigned_to: [ben.id] })
    const { id } = made.body()
    const events = await newEvents()
    assert.deepEqual(
      events.map(({ name }) => name),
      ['task.created', 'task.assigned']
    )
    assert.containsSubset(events[1], {
      key: String(id),
      actorId: ada.id,
      payload: { user_id: ben.id, task: { id, title: 'Bake', team_id: null, status: 'todo' } },
    })

    const names = async () => (await newEvents()).map(({ name }) => name)
    await as('patch', `/api/tasks/${id}`).json({ status: 'done', is_archived: true })
    assert.deepEqual(await names(), [
      'task.updated',
      'task.status_changed',
      'task.completed',
      'task.archived',
    ])

    await as('patch', `/api/tasks/${id}`).json({ status: 'done' })
    assert.deepEqual(await names(), [])

    await as('patch', `/api/tasks/${id}`).json({ status: 'cancelled' })
    assert.deepEqual(await names(), ['task.updated', 'task.status_changed'])
    await as('patch', `/api/tasks/${id}`).json({ status: 'todo' })
    assert.deepEqual(await names(), ['task.updated', 'task.status_changed', 'task.reopened'])

    await as('patch', `/api/tasks/${id}`).json({ tags: ['oven', 'bread'] })
    await newEvents()
    await as('patch', `/api/tasks/${id}`).json({ tags: ['oven', 'cake'] })
    const tagged = await newEvents()
    assert.deepEqual(
      tagged.map(({ name }) => name),
      ['task.updated', 'task.tagged']
    )
    assert.containsSubset(tagged[1].payload, {
      added: [{ name: 'cake' }],
      removed: [{ name: 'bread' }],
    })

    await as('post', `/api/tasks/${id}/assign`).json({ user_ids: [ada.id], mode: 'replace' })
    assert.deepEqual(await names(), ['task.updated', 'task.assigned', 'task.unassigned'])

    await as('patch', `/api/tasks/${id}`).json({ is_archived: false })
    assert.deepEqual(await names(), ['task.updated', 'task.unarchived'])

    await as('post', `/api/tasks/${id}/comments`).json({ body: 'Look, @Ben: ready.' })
    const [comment] = await newEvents()
    assert.containsSubset(comment, { name: 'task.commented', payload: { mentioned: [ben.id] } })

    await as('delete', `/api/tasks/${id}`)
    assert.deepEqual(await names(), ['task.deleted'])
    await as('post', `/api/tasks/${id}/restore`)
    assert.deepEqual(await names(), ['task.restored'])
  })

  test('are not appended for a refused change', async ({ client, assert }) => {
    const response = await client
      .post('/api/tasks')
      .withGuard('jwt')
      .loginAs(ada)
      .json({ title: 'Bake', assigned_to: [999_999_999] })

    response.assertStatus(422)
    assert.lengthOf(await newEvents(), 0)
  })
})
