import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { BaseSchema } from '@adonisjs/lucid/schema'
import ReferToWhatNotificationsTell from '#database/migrations/0028_refer_to_what_notifications_tell'
import TidyTitlesAndNames from '#database/migrations/0033_tidy_titles_and_names'
import { insert, validRow, type Row } from '#tests/functional/database/rows'

type Migration = new (...args: ConstructorParameters<typeof BaseSchema>) => BaseSchema

/** Rolls back a migration, has `fill` write rows of the old schema, and migrates again. */
async function migrateAgain(MigrationClass: Migration, fill: () => Promise<void>) {
  const client = await db.transaction()
  await new MigrationClass(client, MigrationClass.name, false).execDown()
  await fill()
  await new MigrationClass(client, MigrationClass.name, false).execUp()
  await client.commit()
}

const add = async (table: string, values: Row) =>
  insert(table, { ...(await validRow(table)), ...values })

test.group('Migrating existing rows', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('removes copies of titles and comments from notifications', async ({ assert }) => {
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

  test('normalizes titles and names', async ({ assert }) => {
    const named = new Map<string, Row>()
    const remember = async (table: string, values: Row) =>
      named.set(Object.values(values).join(), { table, ...(await add(table, values)) })
    await migrateAgain(TidyTitlesAndNames, async () => {
      await remember('tasks', { title: ' Cafe\u0301\r\n\r\nopen\u202e ' })
      await remember('tasks', { title: '\u202e' })
      await remember('tasks', { title: '\u0958'.repeat(200) })
      await remember('users', { first_name: 'Zoe\u0308\n' })
      await remember('teams', { name: 'Ame\u0301lie' })
      await remember('task_templates', { name: 'e\u0301', tags: '["cafe\u0301", "x"]' })
    })

    const after = async (key: string, column: string) => {
      const { table, id } = named.get(key)!
      const row = await db
        .from(table as string)
        .where('id', id as number)
        .firstOrFail()
      return row[column]
    }
    assert.equal(await after(' Cafe\u0301\r\n\r\nopen\u202e ', 'title'), 'Café open')
    assert.equal(await after('\u202e', 'title'), '\u202e')
    assert.equal(await after('\u0958'.repeat(200), 'title'), '\u0958'.repeat(200))
    assert.equal(await after('Zoe\u0308\n', 'first_name'), 'Zoë')
    assert.equal(await after('Ame\u0301lie', 'name'), 'Amélie')
    assert.deepEqual(await after('e\u0301,["cafe\u0301", "x"]', 'tags'), ['café', 'x'])
  })

  test('merges duplicate tags on all their tasks', async ({ assert }) => {
    const tags: Row[] = []
    const tasks = [await add('tasks', {}), await add('tasks', {}), await add('tasks', {})]
    await migrateAgain(TidyTitlesAndNames, async () => {
      for (const name of ['tea', 'Cafe\u0301', 'caf\u00e9', 'cafe\u0301\n', '\u202ecafé']) {
        tags.push(await add('tags', { name }))
      }
      const [tea, ...same] = tags
      for (const tag of [tea, ...same]) {
        await insert('task_tags', { task_id: tasks[0].id, tag_id: tag.id })
      }
      await insert('task_tags', { task_id: tasks[1].id, tag_id: same[2].id })
      await insert('task_tags', { task_id: tasks[2].id, tag_id: tea.id })
    })

    const left = await db.from('tags').orderBy('id')
    assert.deepEqual(
      left.map(({ name }) => name),
      ['tea', 'Café']
    )
    const [tea, cafe] = left.map(({ id }) => id)
    const links = await db.from('task_tags').orderBy(['task_id', 'tag_id'])
    assert.deepEqual(
      links.map((link) => [link.task_id, link.tag_id]),
      [
        [tasks[0].id, tea],
        [tasks[0].id, cafe],
        [tasks[1].id, cafe],
        [tasks[2].id, tea],
      ]
    )
  })
})
