import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import { as } from '#tests/support/as_user'
import { UserFactory } from '#database/factories/user_factory'
import { ChangePreferences } from '#notifications/preferences/actions/change_preferences'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

const PATH = '/api/notification-preferences/'

test.group('Notification preferences', (group) => {
  let ben: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    ben = await UserFactory.create()
  })

  test('have defaults', async ({ client, assert }) => {
    const response = await as(client, ben).get(PATH)
    response.assertStatus(200)
    const { channels, ...hours } = response.body()
    assert.deepEqual(channels.assigned, ['in_app', 'mail'])
    assert.deepEqual(channels.daily_summary, ['mail'])
    assert.deepEqual(channels.unassigned, ['in_app'])
    assert.containsSubset(hours, { due_soon_hours: 24, summary_hour: 7 })
  })

  test('are changed by kind', async ({ client, assert }) => {
    await as(client, ben).patch(PATH, { channels: { commented: ['in_app'] }, summary_hour: 0 })
    const response = await as(client, ben).patch(PATH, {
      channels: { overdue: [] },
      due_soon_hours: 48,
    })
    response.assertStatus(200)
    const { channels, ...hours } = response.body()
    assert.deepEqual(channels.commented, ['in_app'])
    assert.deepEqual(channels.overdue, [])
    assert.deepEqual(channels.assigned, ['in_app', 'mail'])
    assert.containsSubset(hours, { due_soon_hours: 48, summary_hour: 0 })
  })

  test('refuse invalid values', async ({ client, assert }) => {
    const response = await as(client, ben).patch(PATH, {
      channels: { gossip: ['mail'], commented: ['pigeon'], daily_summary: ['in_app'] },
      due_soon_hours: 0,
      summary_hour: 24,
    })
    response.assertStatus(422)
    assert.sameMembers(
      response.body().errors.map(({ field }: { field: string }) => field),
      [
        'channels.gossip',
        'channels.commented.0',
        'channels.daily_summary.0',
        'due_soon_hours',
        'summary_hour',
      ]
    )
  })
})

test.group('Concurrent changes of notification preferences', (group) => {
  let ben: User

  group.each.setup(async () => {
    ben = await UserFactory.create()
    return () => ben.delete()
  })

  test('are both kept', async ({ assert }) => {
    const change = new ChangePreferences()
    await Promise.all([
      change.handle(ben, { channels: { commented: [] } }),
      change.handle(ben, { channels: { mentioned: ['mail'] } }),
      change.handle(ben, { channels: { overdue: ['in_app'] }, summaryHour: 9 }),
    ])
    const preference = await NotificationPreference.findOrFail(ben.id)
    assert.deepEqual(preference.channels, {
      commented: [],
      mentioned: ['mail'],
      overdue: ['in_app'],
    })
    assert.equal(preference.summaryHour, 9)
  })
})
