import { test } from '@japa/runner'
import { randomUUID } from 'node:crypto'
import type { Assert } from '@japa/assert'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { insert, references, validRow, type Row } from '#tests/functional/database/rows'

/** For each check constraint, a row that violates only that one. */
const BREAKS: Record<string, [table: string, values: Row]> = {
  users_role_check: ['users', { role: 'owner' }],
  users_weekly_capacity_hours_check: ['users', { weekly_capacity_hours: 168.5 }],
  teams_name_check: ['teams', { name: '  ' }],
  teams_description_check: ['teams', { description: 'x'.repeat(5001) }],
  team_members_role_check: ['team_members', { role: 'admin' }],
  tags_name_check: ['tags', { name: 'one,two' }],
  tasks_title_check: ['tasks', { title: ' ' }],
  tasks_description_check: ['tasks', { description: 'x'.repeat(50_001) }],
  tasks_status_check: ['tasks', { status: 'open' }],
  tasks_priority_check: ['tasks', { priority: 'critical' }],
  tasks_estimated_hours_check: ['tasks', { estimated_hours: -0.5 }],
  tasks_actual_hours_check: ['tasks', { actual_hours: -1 }],
  tasks_parent_task_check: ['tasks', { id: 987_654, parent_task_id: 987_654 }],
  tasks_metadata_check: ['tasks', { metadata: '[]' }],
  tasks_archived_at_check: ['tasks', { is_archived: true }],
  comments_body_check: ['comments', { body: ' ' }],
  comments_source_check: ['comments', { source: 'overdue check' }],
  task_history_action_check: ['task_history', { action: 'viewed' }],
  task_history_field_check: ['task_history', { action: 'updated', field: null }],
  task_history_source_check: ['task_history', { user_id: null }],
  task_templates_name_check: ['task_templates', { name: ' ' }],
  task_templates_title_check: ['task_templates', { title: ' ' }],
  task_templates_description_check: ['task_templates', { description: 'x'.repeat(50_001) }],
  task_templates_priority_check: ['task_templates', { priority: 'critical' }],
  task_templates_estimated_hours_check: ['task_templates', { estimated_hours: -1 }],
  task_templates_tags_check: ['task_templates', { tags: '{}' }],
  task_templates_metadata_check: ['task_templates', { metadata: '[]' }],
  audit_log_source_check: ['audit_log', { actor_id: 1, source: 'cleanup' }],
  outbox_name_check: ['outbox', { name: 'TaskCreated' }],
  outbox_version_check: ['outbox', { version: 0 }],
  outbox_source_check: ['outbox', { actor_id: 1, source: 'overdue check' }],
  inbox_status_check: ['inbox', { status: 'lost' }],
  schedules_outcome_check: ['schedules', { outcome: 'maybe' }],
  notifications_kind_check: ['notifications', { kind: 'poked' }],
  notification_deliveries_status_check: [
    'notification_deliveries',
    { status: 'lost', next_attempt_at: null },
  ],
  notification_deliveries_next_attempt_at_check: [
    'notification_deliveries',
    { status: 'sent', next_attempt_at: '2026-01-31T09:30:00Z' },
  ],
  notification_deliveries_purpose_check: ['notification_deliveries', { purpose: 'greeting' }],
  notification_deliveries_recipient_check: ['notification_deliveries', { recipient: null }],
  notification_deliveries_user_id_check: ['notification_deliveries', { purpose: 'confirmation' }],
  invitations_role_check: ['invitations', { role: 'owner' }],
  invitations_team_role_check: ['invitations', { team_role: 'admin' }],
  preferences_channels_check: ['notification_preferences', { channels: '[]' }],
  preferences_due_soon_hours_check: ['notification_preferences', { due_soon_hours: 0 }],
  preferences_summary_hour_check: ['notification_preferences', { summary_hour: 24 }],
}

test.group('Database constraints', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('refuse a violation of any check constraint', async ({ assert }) => {
    const checks = await namesOf(`contype = 'c'`)
    assert.sameMembers(Object.keys(BREAKS), checks)

    for (const [check, [table, values]] of Object.entries(BREAKS)) {
      const row = { ...(await validRow(table)), ...values }
      await assertRefused(assert, () => insert(table, row), '23514', check)
    }
  })

  test('refuse null in required columns', async ({ assert }) => {
    const columns = await requiredColumns()
    assert.isAbove(columns.length, 50)

    for (const { table, column } of columns) {
      const row = { ...(await validRow(table)), [column]: null }
      await assertRefused(assert, () => insert(table, row), '23502', column)
    }
  })

  test('refuse references to missing rows', async ({ assert }) => {
    const all = await references()
    assert.isAbove(all.length, 20)

    for (const { name, table, column, target_column: key } of all) {
      const nobody = key === 'id' ? -1 : randomUUID()
      const row = { ...(await validRow(table)), [column]: nobody }
      await assertRefused(assert, () => insert(table, row), '23503', name)
    }
  })

  test('refuse duplicates, case-insensitively where declared', async ({ assert }) => {
    const keys = await uniqueKeys()
    assert.isAbove(keys.length, 20)

    for (const { name, table, columns } of keys) {
      const first = await insert(table, await validRow(table))
      const twin = { ...(await validRow(table)) }
      for (const { column, folded } of columns) {
        twin[column] = folded ? String(first[column]).toUpperCase() : first[column]
      }
      await assertRefused(assert, () => insert(table, twin), '23505', name)
    }
  })

  test('restrict or cascade deletes', async ({ assert }) => {
    const all = await references()
    assert.isAbove(all.length, 20)

    for (const reference of all) {
      const { table, column, target, target_column: key, on_delete: rule } = reference
      const parent = await insert(target, await validRow(target))
      const child = await insert(table, { ...(await validRow(table)), [column]: parent[key] })
      const remove = () =>
        db
          .from(target)
          .where(key, parent[key] as string)
          .delete()
      const kept = () => db.from(table).where(identityOf(child)).first()

      if (rule === 'r') {
        await assertRefused(assert, remove, /^2300[13]$/, reference.name)
      } else {
        await remove()
        const left = await kept()
        if (rule === 'c') assert.isNull(left, reference.name)
        else assert.isNull(left[column], reference.name)
      }
    }
  })
})

/** Runs it in a savepoint, so that the transaction remains usable. */
async function assertRefused(
  assert: Assert,
  attempt: () => Promise<unknown>,
  state: string | RegExp,
  name: string
) {
  try {
    await db.transaction(attempt)
  } catch (error: any) {
    assert.match(error.code, new RegExp(state), `${name}: ${error.message}`)
    return assert.include([error.constraint, error.column], name, error.message)
  }
  assert.fail(`${name} let it pass`)
}

async function namesOf(which: string): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `select conname as name from pg_constraint
      where ${which} and connamespace = 'public'::regnamespace and conrelid <> 0`
  )
  return rows.map(({ name }: { name: string }) => name)
}

async function requiredColumns(): Promise<{ table: string; column: string }[]> {
  const { rows } = await db.rawQuery(`
    select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and table_name not like 'adonis%'
       and is_nullable = 'NO' and is_generated = 'NEVER'`)
  return rows
}

interface Key {
  name: string
  table: string
  columns: { column: string; folded: boolean }[]
}

/** Every unique index with its columns, and whether it ignores case. */
async function uniqueKeys(): Promise<Key[]> {
  const { rows } = await db.rawQuery(`
    select indexname as name, tablename as table, indexdef as definition from pg_indexes
     where schemaname = 'public' and tablename not like 'adonis%'
       and indexdef like 'CREATE UNIQUE%'`)
  return rows.map(
    ({ name, table, definition }: { definition: string; name: string; table: string }) => ({
      name,
      table,
      columns: /USING btree \((.*?)\)(?: NULLS NOT DISTINCT)?(?: WHERE .*)?$/
        .exec(definition)![1]
        .split(', ')
        .map((part) => ({
          column: part.replace(/^lower\(\((\w+)\)::text\)?$/, '$1').replaceAll('"', ''),
          folded: part.startsWith('lower'),
        })),
    })
  )
}

function identityOf(row: Row): Row {
  if ('id' in row) return { id: row.id }
  return Object.fromEntries(
    Object.entries(row).filter(
      ([, value]) => typeof value === 'number' || typeof value === 'string'
    )
  )
}
