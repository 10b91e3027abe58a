import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import Tag from '#tasks/tags/models/tag'
import { TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'
import { userActor } from '#accounts/users/actor'

test.group('Concurrent changes of tags', (group) => {
  group.each.setup(() => testUtils.db().truncate())

  test('the same names in any order create one tag each, without deadlock', async ({ assert }) => {
    const user = await UserFactory.create()
    const names = Array.from({ length: 40 }, (_, number) => `tag ${number}`)
    const reversed = [...names].reverse().map((name) => name.toUpperCase())
    const found = await Promise.all(
      [names, reversed, names, reversed, names, reversed].map((wanted) =>
        db.transaction((trx) => Tag.findOrCreateMany(wanted, userActor(user), trx))
      )
    )

    assert.lengthOf(await Tag.all(), 40)
    const ids = found.map((tags) => tags.map((tag) => tag.id))
    for (const each of ids) assert.deepEqual(each, ids[0])
  })

  test('of several requests that create a name, one succeeds', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const responses = await Promise.all(
      ['ops', 'Ops', 'OPS'].map((name) =>
        client.post('/api/tags').json({ name }).withGuard('jwt').loginAs(user)
      )
    )

    assert.deepEqual(responses.map((response) => response.status()).sort(), [201, 422, 422])
    for (const response of responses.filter((each) => each.status() === 422)) {
      response.assertBodyContains({ errors: [{ field: 'name', code: 'unique' }] })
    }
  })

  test('two tags of the same tasks can be deleted together', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const tags = await Tag.createMany(
      ['ops', 'urgent'].map((name) => ({ name, createdById: user.id }))
    )
    const tasks = await TaskFactory.merge({ createdById: user.id }).createMany(20)
    for (const task of tasks) await task.related('tags').attach(tags.map((tag) => tag.id))

    const responses = await Promise.all(
      tags.map((tag) => client.delete(`/api/tags/${tag.id}`).withGuard('jwt').loginAs(user))
    )

    assert.deepEqual(
      responses.map((response) => response.status()),
      [204, 204]
    )
    for (const task of tasks) {
      await task.refresh()
      assert.equal(task.version, 3)
    }
  })

  test('a tag deleted while its tasks change is removed from all of them', async ({
    client,
    assert,
  }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: user.id }).create()

    for (const name of ['one', 'two', 'three', 'four', 'five', 'six']) {
      const tag = await Tag.create({ name, createdById: user.id })
      await task.related('tags').sync([tag.id])
      const [deleted, changed, cleared] = await Promise.all([
        client.delete(`/api/tags/${tag.id}`).withGuard('jwt').loginAs(user),
        client
          .patch(`/api/tasks/${task.id}`)
          .json({ tags: [tag.id, 'another'] })
          .withGuard('jwt')
          .loginAs(user),
        client.patch(`/api/tasks/${task.id}`).json({ tags: [] }).withGuard('jwt').loginAs(user),
      ])

      deleted.assertStatus(204)
      assert.include([200, 422], changed.status())
      cleared.assertStatus(200)
      assert.isNull(await Tag.find(tag.id))
    }
  })
})
