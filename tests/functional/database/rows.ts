import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'

export type Row = Record<string, unknown>

const unique = () => randomUUID().slice(0, 8)
const INSTANT = '2026-01-31T09:30:00Z'

/** What a row of each table needs besides its references. */
const VALUES: Record<string, () => Row> = {
  users: () => ({ username: unique(), email: `${unique()}@example.org`, password: 'hash' }),
  refresh_tokens: () => ({ family: randomUUID(), hash: unique(), expires_at: INSTANT }),
  auth_access_tokens: () => ({ type: 'auth_token', hash: unique(), abilities: '[]' }),
  teams: () => ({ name: unique() }),
  team_members: () => ({}),
  tags: () => ({ name: unique() }),
  tasks: () => ({ title: 'Water the plants' }),
  task_assignments: () => ({}),
  task_tags: () => ({}),
  renderings: () => ({ source: 'Done.', html: '<p>Done.</p>' }),
  comments: () => ({ body: 'Done.' }),
  task_history: () => ({ action: 'created' }),
  task_templates: () => ({ name: 'Release', title: 'Release' }),
  audit_log: () => ({
    action: 'user.disabled',
    subject_type: 'user',
    subject_id: 1,
    occurred_at: INSTANT,
  }),
  outbox: () => ({
    event_id: randomUUID(),
    name: 'test.happened',
    key: '1',
    payload: '{}',
    occurred_at: INSTANT,
  }),
  event_log: () => ({}),
  event_positions: () => ({ consumer: unique(), position: 1 }),
  inbox: () => ({ consumer: unique(), key: '1', position: 1, next_attempt_at: INSTANT }),
  schedules: () => ({ name: unique(), last_tick_at: INSTANT }),
  invitations: () => ({
    email: `${unique()}@example.org`,
    salt: randomUUID(),
    hash: unique(),
    expires_at: INSTANT,
  }),
  notification_deliveries: () => ({
    message_id: randomUUID(),
    next_attempt_at: INSTANT,
    purpose: 'invitation',
    recipient: `${unique()}@example.org`,
  }),
  notifications: () => ({ kind: 'assigned', cause: unique(), in_app: true, created_at: INSTANT }),
  notification_preferences: () => ({}),
}

/** A valid row with the rows it references; nothing is inserted yet. */
export async function validRow(table: string): Promise<Row> {
  const row = VALUES[table]()
  for (const { column, target, target_column: key } of await requiredReferences(table)) {
    const parent = await insert(target, await validRow(target))
    row[column] = parent[key]
  }
  return row
}

export async function insert(table: string, row: Row): Promise<Row> {
  const [inserted] = await db.table(table).returning('*').insert(row)
  return inserted
}

export interface Reference {
  name: string
  table: string
  column: string
  target: string
  target_column: string
  /** The effect of deleting the target: `r` restricts, `c` cascades, `n` sets null. */
  on_delete: 'r' | 'c' | 'n' | 'a'
  required: boolean
}

let known: Reference[] | undefined

export async function references(): Promise<Reference[]> {
  if (known) return known
  const { rows } = await db.rawQuery(`
    select conname as name, conrelid::regclass::text as table, own.attname as column,
           confrelid::regclass::text as target, theirs.attname as target_column,
           confdeltype as on_delete, own.attnotnull as required
      from pg_constraint
      join pg_attribute own on own.attrelid = conrelid and own.attnum = conkey[1]
      join pg_attribute theirs on theirs.attrelid = confrelid and theirs.attnum = confkey[1]
     where contype = 'f' and connamespace = 'public'::regnamespace
     order by 1`)
  return (known = rows)
}

/** Null only in rows written by the system. */
const WRITERS = ['comments.user_id', 'task_history.user_id']

async function requiredReferences(table: string) {
  const all = await references()
  return all
    .filter((reference) => reference.table === table)
    .filter(({ column, required }) => required || WRITERS.includes(`${table}.${column}`))
}
