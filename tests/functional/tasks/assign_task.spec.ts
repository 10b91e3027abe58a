import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { as, bodyOf, statusOf } from '#tests/support/as_user'
import { TaskFactory } from '#database/factories/task_factory'
import { makeTeammates } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

test.group('Assigning a task', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('adds, removes and replaces assignees', async ({ client, assert }) => {
    const [creator, ann, bob, eve] = await UserFactory.createMany(4)
    await makeTeammates(creator, ann, bob, eve)
    const task = await TaskFactory.merge({ createdById: creator.id }).create()
    const assign = async (input: object) => {
      const response = await as(client, creator).post(`/api/tasks/${task.id}/assign/`, input)
      response.assertStatus(200)
      return response.body().assigned_to.map(({ id }: { id: number }) => id)
    }

    assert.deepEqual(await assign({ user_ids: [bob.id, ann.id, bob.id] }), [ann.id, bob.id])
    assert.deepEqual(await assign({ user_ids: [eve.id, ann.id], mode: 'add' }), [
      ann.id,
      bob.id,
      eve.id,
    ])
    assert.deepEqual(await assign({ user_ids: [bob.id, creator.id], mode: 'remove' }), [
      ann.id,
      eve.id,
    ])
    assert.deepEqual(await assign({ user_ids: [bob.id, eve.id], mode: 'replace' }), [
      bob.id,
      eve.id,
    ])
    assert.deepEqual(await assign({ user_ids: [], mode: 'replace' }), [])
  })

  test('makes the task visible to an assignee while assigned', async ({ client, assert }) => {
    const [creator, assignee] = await UserFactory.createMany(2)
    await makeTeammates(creator, assignee)
    const { id } = await TaskFactory.merge({ createdById: creator.id }).create()
    const path = `/api/tasks/${id}/`
    assert.equal(await statusOf(as(client, assignee).get(path)), 404)

    await as(client, creator).post(`${path}assign/`, { user_ids: [assignee.id] })
    assert.equal(await statusOf(as(client, assignee).get(path)), 200)

    await as(client, creator).post(`${path}assign/`, { user_ids: [assignee.id], mode: 'remove' })
    assert.equal(await statusOf(as(client, assignee).get(path)), 404)
  })

  test("names users who can't be assigned, and assigns nobody", async ({ client, assert }) => {
    const [creator, colleague] = await UserFactory.createMany(2)
    const disabled = await UserFactory.apply('disabled').create()
    await makeTeammates(creator, colleague, disabled)
    const task = await TaskFactory.merge({ createdById: creator.id }).create()
    const response = await as(client, creator).post(`/api/tasks/${task.id}/assign/`, {
      user_ids: [colleague.id, disabled.id, 999_999_999],
    })

    response.assertStatus(422)
    const { errors } = response.body()
    assert.deepEqual(
      errors.map((fault: any) => fault.field),
      ['user_ids', 'user_ids']
    )
    assert.include(errors[0].message, String(disabled.id))
    const shown = await as(client, creator).get(`/api/tasks/${task.id}/`)
    assert.deepEqual(shown.body().assigned_to, [])
  })

  test('reports both faults of the input', async ({ client, assert }) => {
    const creator = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: creator.id }).create()
    const response = await as(client, creator).post(`/api/tasks/${task.id}/assign/`, {
      mode: 'swap',
      users: [creator.id],
    })

    response.assertStatus(422)
    assert.sameMembers(
      response.body().errors.map((fault: any) => fault.field),
      ['user_ids', 'mode', 'users']
    )
  })

  test('is idempotent', async ({ client, assert }) => {
    const creator = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: creator.id }).create()
    const versionAfter = async () => {
      const path = `/api/tasks/${task.id}/assign/`
      const { version } = await bodyOf(as(client, creator).post(path, { user_ids: [creator.id] }))
      return version
    }

    assert.equal(await versionAfter(), 2)
    assert.equal(await versionAfter(), 2)
  })

  test('refuses a stale version', async ({ client }) => {
    const creator = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: creator.id }).create()
    const path = `/api/tasks/${task.id}/assign/`
    await as(client, creator).post(path, { user_ids: [creator.id] })

    const field = await as(client, creator).post(path, {
      user_ids: [],
      mode: 'replace',
      version: 1,
    })
    field.assertStatus(409)
    const header = await as(client, creator)
      .post(path, { user_ids: [], mode: 'replace' })
      .header('If-Match', '"1"')
    header.assertStatus(412)
  })
})
