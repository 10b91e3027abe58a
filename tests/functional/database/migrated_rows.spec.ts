import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { BaseSchema } from '@adonisjs/lucid/schema'
import ReferToWhatNotificationsTell from '#database/migrations/0028_refer_to_what_notifications_tell'
import { insert, validRow, type Row } from '#tests/functional/database/rows'

type Migration = new (...args: ConstructorParameters<typeof BaseSchema>) => BaseSchema

/** Undoes a migration, has `fill` write what may have been there before it, and does it again. */
async function migrateAgain(MigrationClass: Migration, fill: () => Promise<void>) {
  const client = await db.transaction()
  await new MigrationClass(client, MigrationClass.name, false).execDown()
  await fill()
  await new MigrationClass(client, MigrationClass.name, false).execUp()
  await client.commit()
}

const add = async (table: string, values: Row) =>
  insert(table, { ...(await validRow(table)), ...values })

test.group('What was there before a migration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('notifications lose their copies of titles and comments', async ({ assert }) => {
    const task = await add('tasks', { title: 'Fire ben' })
    await migrateAgain(ReferToWhatNotificationsTell, async () => {
      const copy = { id: task.id, title: 'Fire ben' }
      await add('notifications', {
        kind: 'commented',
        task_id: task.id,
        payload: { task: copy, comment_id: 7, body: 'On Friday', mentioned: [] },
      })
      await add('notifications', {
        kind: 'status_changed',
        task_id: task.id,
        payload: { task: copy, from: 'todo', to: 'done' },
      })
      await add('notifications', {
        kind: 'daily_summary',
        payload: { overdue: { tasks: [copy], hasMore: false }, dueToday: {}, dueSoon: {} },
      })
    })

    const rows = await db.from('notifications').orderBy('id')
    const named = { id: task.id, title: `Task #${task.id}` }
    assert.deepEqual(
      rows.map(({ payload, comment_id: commentId }) => [payload, commentId]),
      [
        [{ task: named, comment_id: 7, mentioned: [] }, 7],
        [{ task: named, from: 'todo', to: 'done' }, null],
        [{}, null],
      ]
    )
  })
})
