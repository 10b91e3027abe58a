import fc from 'fast-check'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import Comment from '#tasks/comments/models/comment'
import type Task from '#tasks/tasks/models/task'
import { PRIORITIES, STATUSES } from '#tasks/tasks/models/task'
import NotificationPreference from '#notifications/preferences/models/notification_preference'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { signedInPage } from '#tests/support/browser'
import { assign, TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'
import { userActor } from '#accounts/users/actor'

const ZONES = ['UTC', 'Europe/Berlin', 'America/Santiago', 'Asia/Kathmandu', 'Pacific/Kiritimati']

const INSTANTS = [
  '2027-10-31T00:30:00.000Z',
  '2027-10-31T01:30:59.999Z',
  '2027-03-28T01:00:00.001Z',
  '9999-12-31T23:59:59.999Z',
  '0001-01-01T00:00:00.000Z',
  '2026-09-06T04:00:30.000Z',
]

const text = fc
  .string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '\t', '<', '"', '𝕏', ',', 'é') })
  .map((written) => `x${written}`)

test.group('Unchanged form', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('changes nothing of a task, in any time zone', async ({ browserContext, assert }) => {
    const user = await UserFactory.create()
    const page = await signedInPage(browserContext, user)
    const tasks = fc.sample(
      fc.record({
        description: text,
        status: fc.constantFrom(...STATUSES),
        priority: fc.constantFrom(...PRIORITIES),
        dueDate: fc.option(fc.constantFrom(...INSTANTS)),
        estimatedHours: fc.option(fc.nat(99_999_999).map((hundredths) => hundredths / 100)),
      }),
      24
    )
    for (const [index, { dueDate, ...fields }] of tasks.entries()) {
      user.timezone = ZONES[index % ZONES.length]
      await user.save()
      const due = dueDate ?? INSTANTS[index % INSTANTS.length]
      const task = await TaskFactory.merge({
        ...fields,
        createdById: user.id,
        dueDate: DateTime.fromISO(due, { zone: 'utc' }),
      }).create()
      if (index % 2) await assign(task, user)
      const before = await rowOf(task)

      await page.goto(`/tasks/${task.id}/edit`)
      await page.getByRole('button', { name: 'Save' }).click()
      await page.waitForURL(`**/tasks/${task.id}`)
      await page.assertTextContains('.flash', 'No changes')
      assert.deepEqual(await rowOf(task), before, `${due} in ${user.timezone}`)
    }
    assert.isEmpty(await db.from('task_history'))
  }).timeout(180_000)

  test('changes no comment, profile or preferences', async ({ browserContext, assert }) => {
    const user = await UserFactory.merge({
      firstName: 'Ada',
      timezone: 'Asia/Calcutta',
      weeklyCapacityHours: 37.13,
    }).create()
    const task = await TaskFactory.merge({ createdById: user.id }).create()
    const body = '\n\n  a\r\nb\rc \n\n'
    const comment = await Comment.create({ taskId: task.id, userId: user.id, body })
    const page = await signedInPage(browserContext, user)

    await page.goto(`/tasks/${task.id}/comments/${comment.id}/edit`)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(`**/tasks/${task.id}**`)
    const { updatedAt } = comment
    await comment.refresh()
    assert.equal(comment.body, body)
    assert.equal(+comment.updatedAt!, +updatedAt!)

    await page.goto('/profile')
    await user.merge({ lastName: 'Changed elsewhere', weeklyCapacityHours: 20 }).save()
    await page.getByLabel('First name').fill('Augusta')
    await page.locator('form', { hasText: 'Weekly capacity' }).getByRole('button').click()
    await page.assertTextContains('.flash', 'saved')
    await user.refresh()
    assert.deepEqual(
      [user.firstName, user.lastName, user.timezone, user.weeklyCapacityHours],
      ['Augusta', 'Changed elsewhere', 'Asia/Calcutta', 20]
    )

    await page.goto('/notifications/preferences')
    const preferences = await NotificationPreference.of(user.id)
    const chosen = preferences.channelsFor('overdue')
    await page.getByLabel('Due soon reminder').fill('7')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.assertTextContains('.flash', 'saved')
    const after = await NotificationPreference.of(user.id)
    assert.equal(after.dueSoonHours, 7)
    assert.deepEqual(after.channelsFor('overdue'), chosen)
  })

  test("with a new title changes only that, and keeps the task's overdue mark", async ({
    browserContext,
    assert,
  }) => {
    const user = await UserFactory.merge({ timezone: 'Europe/Berlin' }).create()
    const dueDate = DateTime.fromISO('2026-03-01T08:15:42.123Z', { zone: 'utc' })
    const task = await TaskFactory.merge({ createdById: user.id, dueDate }).create()
    await db.from('tasks').where('id', task.id).update({ overdue_at: '2026-03-01T09:00:00Z' })
    const page = await signedInPage(browserContext, user)

    await page.goto(`/tasks/${task.id}/edit`)
    await page.getByLabel('Title').fill('Water the lawn')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.assertText('h1', 'Water the lawn')
    await task.refresh()
    assert.equal(+task.dueDate!, +dueDate)
    assert.isNotNull(task.overdueAt)
    const history = await db.from('task_history').where('task_id', task.id)
    assert.deepEqual(
      history.map(({ field }) => field),
      ['title']
    )

    await page.goto(`/tasks/${task.id}/edit`)
    await page.getByLabel('Due').fill('2026-03-01T09:15')
    await page.getByLabel('Title').fill('Water the roses')
    await new UpdateTask().handle(userActor(user), task, { priority: 'high' })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.assertText('h1', 'Water the roses')
    await task.refresh()
    assert.equal(+task.dueDate!, +dueDate)
  })
})

async function rowOf({ id }: Task) {
  const row = await db
    .from('tasks')
    .where('id', id)
    .select(db.raw('to_jsonb(tasks) as row'))
    .firstOrFail()
  const assignees = await db.from('task_assignments').where('task_id', id)
  return { row: row.row, assignees }
}
