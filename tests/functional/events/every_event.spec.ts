import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import type User from '#accounts/users/models/user'
import Invitation from '#teams/invitations/models/invitation'
import OutboxEvent from '#events/models/outbox_event'
import { allEventTypes } from '#events/catalogue/catalogue'
import { CheckOverdueTasks } from '#tasks/tasks/actions/check_overdue_tasks'
import { makeTeammates } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { as, bodyOf } from '#tests/support/as_user'
import { setRegistration } from '#tests/support/registration'
import { signIn } from '#tests/support/sign_in'
import { resetThrottles } from '#tests/support/throttles'

/** In the catalogue ahead of the action that will append them. */
const NOT_YET_APPENDED: string[] = []

test.group('Every event of the catalogue', (group) => {
  group.each.setup(() => resetThrottles())
  group.each.setup(() => setRegistration('open'))
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is appended by an action', async ({ client, assert }) => {
    const ada = await UserFactory.apply('admin').create()
    const ben = await UserFactory.create()
    await makeTeammates(ada, ben)

    await visit(client, ben)
    await invite(client, ada)
    await work(client, ada, ben)

    const appended = new Set((await OutboxEvent.all()).map(({ name }) => name))
    const known = new Set(allEventTypes().map(({ name }) => name))
    assert.deepEqual([...known.difference(appended)], NOT_YET_APPENDED)
  })
})

async function visit(client: ApiClient, user: User) {
  const eve = { username: 'eve', email: 'eve@example.org', password: 'a quiet evening' }
  const registered = await client.post('/api/auth/register/').json(eve)
  registered.assertStatus(201)
  await signIn(client, user)
}

async function invite(client: ApiClient, admin: User) {
  const made = async (email: string) => {
    const { id } = await bodyOf(as(client, admin).post('/api/invitations/', { email }))
    return Invitation.findOrFail(id)
  }
  const { token } = await made('grace@example.org')
  const accepted = await client
    .post('/api/invitations/accept/')
    .json({ token, username: 'grace', password: 'a quiet evening' })
  accepted.assertStatus(201)

  const { id } = await made('heidi@example.org')
  await as(client, admin).delete(`/api/invitations/${id}/`)
}

async function work(client: ApiClient, ada: User, ben: User) {
  const { post, patch, delete: remove } = as(client, ada)
  const task = {
    title: 'Bake',
    assigned_to: [ben.id],
    due_date: DateTime.utc().minus({ days: 1 }).toISO(),
  }
  const { id, tags } = await bodyOf(post('/api/tasks/', { ...task, tags: ['oven'] }))
  const path = `/api/tasks/${id}/`
  await new CheckOverdueTasks().handle()

  const comment = await bodyOf(post(`${path}comments/`, { body: 'Ready?' }))
  await patch(`${path}comments/${comment.id}/`, { body: 'Ready!' })
  await patch(`/api/tags/${tags[0].id}/`, { name: 'Oven' })
  await patch(path, { status: 'done', assigned_to: [], tags: ['kitchen'], is_archived: true })
  await patch(path, { status: 'todo', is_archived: false })
  await remove(path)
  await post(`${path}restore/`)
}
