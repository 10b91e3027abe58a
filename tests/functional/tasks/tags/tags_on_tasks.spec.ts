import { test } from '@japa/runner'
import { DateTime, Settings } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import OutboxEvent from '#events/models/outbox_event'
import Tag from '#tasks/tags/models/tag'
import Task from '#tasks/tasks/models/task'
import TaskHistory from '#tasks/history/models/task_history'
import { TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'
import { userActor } from '#accounts/users/actor'

async function setUp() {
  const [creator, other] = await UserFactory.createMany(2)
  const [ops, urgent] = await Tag.createMany(
    ['ops', 'urgent'].map((name) => ({ name, createdById: creator.id }))
  )
  const [both, one, none, deleted] = await TaskFactory.merge({ createdById: other.id }).createMany(
    4
  )
  await both.related('tags').attach([ops.id, urgent.id])
  await one.related('tags').attach([ops.id])
  await none.related('tags').attach([urgent.id])
  await deleted.related('tags').attach([ops.id])
  await deleted.delete()
  return { creator, other, ops, urgent, both, one, none, deleted }
}

const historyOf = (task: Task) => TaskHistory.query().where('task_id', task.id).orderBy('id')
async function versionOf(task: Task) {
  const { version } = await Task.queryWithDeleted().where('id', task.id).firstOrFail()
  return version
}

test.group('Deleting a tag', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => {
    Settings.now = () => Date.now()
  })

  test('removes it from every task and adds that to their histories', async ({
    client,
    assert,
  }) => {
    const { creator, ops, urgent, both, one, none, deleted } = await setUp()
    const later = DateTime.utc().plus({ days: 1 }).startOf('second')
    Settings.now = () => later.toMillis()

    const response = await client.delete(`/api/tags/${ops.id}/`).withGuard('jwt').loginAs(creator)
    response.assertStatus(204)

    const [entry, ...more] = await historyOf(both)
    assert.lengthOf(more, 0)
    assert.containSubset(
      { ...entry.$attributes, old: entry.old, new: entry.new },
      {
        userId: creator.id,
        action: 'updated',
        field: 'tags',
        old: [
          { id: ops.id, name: 'ops' },
          { id: urgent.id, name: 'urgent' },
        ],
        new: [{ id: urgent.id, name: 'urgent' }],
      }
    )
    assert.equal(entry.createdAt.toMillis(), later.toMillis())

    for (const task of [one, deleted]) {
      const [only] = await historyOf(task)
      assert.deepEqual([only.old, only.new], [[{ id: ops.id, name: 'ops' }], []])
      assert.equal(await versionOf(task), 2)
    }
    assert.lengthOf(await historyOf(none), 0)
    assert.equal(await versionOf(none), 1)
    await both.refresh()
    assert.equal(both.version, 2)
    assert.equal(both.updatedAt.toMillis(), later.toMillis())
    assert.isNull(await Tag.find(ops.id))
  })

  test('appends an event for every task', async ({ client, assert }) => {
    const { other, creator, ops, urgent, both } = await setUp()
    await client.delete(`/api/tags/${ops.id}`).withGuard('jwt').loginAs(creator)
    await client.patch(`/api/tasks/${both.id}`).json({ tags: [] }).withGuard('jwt').loginAs(other)

    const [gone, cleared] = await OutboxEvent.query()
      .where({ name: 'task.updated', key: String(both.id) })
      .orderBy('id')
    const changes = (old: Tag[], now: Tag[]) => [
      {
        field: 'tags',
        old: old.map(({ id, name }) => ({ id, name })),
        new: now.map(({ id, name }) => ({ id, name })),
      },
    ]
    assert.deepEqual(gone.payload, {
      ...cleared.payload,
      changes: changes([ops, urgent], [urgent]),
    })
    assert.deepEqual(cleared.payload.changes, changes([urgent], []))

    const tagged = await OutboxEvent.query()
      .where({ name: 'task.tagged', key: String(both.id) })
      .orderBy('id')
    const removed = (tag: Tag) => ({ added: [], removed: [{ id: tag.id, name: tag.name }] })
    assert.deepEqual(
      tagged.map(({ payload }) => payload),
      [
        { task: gone.payload.task, ...removed(ops) },
        { task: gone.payload.task, ...removed(urgent) },
      ]
    )
    assert.equal(gone.actorId, creator.id)
    assert.isString(gone.requestId)
  })

  test('is refused without permission and changes nothing', async ({ client, assert }) => {
    const { other, ops, both } = await setUp()
    const response = await client.delete(`/api/tags/${ops.id}`).withGuard('jwt').loginAs(other)

    response.assertStatus(403)
    assert.lengthOf(await historyOf(both), 0)
    assert.lengthOf(await both.related('tags').query(), 2)
  })
})

test.group('Renaming a tag on tasks', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('gives its tasks a new version, but no history entry', async ({ client, assert }) => {
    const { creator, ops, both, none } = await setUp()
    const rename = (name: string) =>
      client.patch(`/api/tags/${ops.id}`).json({ name }).withGuard('jwt').loginAs(creator)

    await rename('operations')
    assert.equal(await versionOf(both), 2)
    assert.equal(await versionOf(none), 1)
    assert.lengthOf(await historyOf(both), 0)

    await rename('operations')
    assert.equal(await versionOf(both), 2)
  })

  test('appends one event for every task that has it', async ({ client, assert }) => {
    const { creator, ops, urgent, both, one, deleted } = await setUp()
    const rename = () =>
      client.put(`/api/tags/${ops.id}`).json({ name: 'Ops' }).withGuard('jwt').loginAs(creator)
    await rename()
    await rename()

    const events = await OutboxEvent.query()
    assert.sameMembers(
      events.map(({ name, key }) => `${name} ${key}`),
      [both, one, deleted].map(({ id }) => `task.updated ${id}`)
    )
    const event = events.find(({ key }) => key === String(both.id))!
    const other = { id: urgent.id, name: 'urgent' }
    assert.deepEqual(event.payload, {
      task: { id: both.id, title: both.title, status: 'todo', team_id: null },
      changes: [
        {
          field: 'tags',
          old: [{ id: ops.id, name: 'ops' }, other],
          new: [{ id: ops.id, name: 'Ops' }, other],
        },
      ],
    })
    assert.equal(event.actorId, creator.id)
    assert.isString(event.requestId)
  })
})

test.group('Tags by id or name', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are found, or created with the first spelling', async ({ assert }) => {
    const { other, ops } = await setUp()
    const names = await db.transaction(async (trx) => {
      const tags = await Tag.findOrCreateMany(
        [ops.id, 'OPS', 'URGENT', 'New', 'nEW', '7'],
        userActor(other),
        trx
      )
      return tags.map((tag) => tag.name)
    })

    assert.sameMembers(names, ['ops', 'urgent', 'New', '7'])
    const made = await Tag.findByOrFail('name', 'New')
    assert.equal(made.createdById, other.id)
  })

  test('an unknown id is a fault, and no tag is created', async ({ assert }) => {
    const { other } = await setUp()
    const find = () =>
      db.transaction((trx) => Tag.findOrCreateMany(['New', 999_999_999], userActor(other), trx))

    await assert.rejects(find, 'No tag with the id 999999999')
    assert.isNull(await Tag.findBy('name', 'New'))
  })
})
