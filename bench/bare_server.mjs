/**
 * The yardstick: the least that can answer the same JSON. One prepared statement, a pool of the
 * same size, node:http, and nothing else: no sign-in, no routes, no validation, no log. It answers
 * whatever it is asked with the first page of all tasks, as an admin gets it.
 *
 *   DATABASE_URL=… APP_KEY=… PORT=… node bench/bare_server.mjs
 */
import pg from 'pg'
import { createServer } from 'node:http'
import { createHash, createHmac } from 'node:crypto'

const PAGE = 25
const MOST = 10_000

const instant = (column) =>
  `to_char(tasks.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const STATEMENT = `
  select tasks.id, tasks.created_at::text as sort_value,
    (select count(*)::int from (
       select 1 from tasks where deleted_at is null and is_archived = false limit ${MOST + 1}
     ) as counted) as total,
    json_build_object(
      'id', tasks.id,
      'title', tasks.title,
      'description', tasks.description,
      'status', tasks.status,
      'priority', tasks.priority,
      'due_date', ${instant('due_date')},
      'estimated_hours', tasks.estimated_hours,
      'actual_hours', tasks.actual_hours,
      'created_by', (
        select json_build_object('id', users.id, 'username', users.username)
        from users where users.id = tasks.created_by_id
      ),
      'assigned_to', coalesce((
        select json_agg(
          json_build_object('id', users.id, 'username', users.username) order by users.id
        )
        from task_assignments join users on users.id = task_assignments.user_id
        where task_assignments.task_id = tasks.id
      ), '[]'),
      'tags', coalesce((
        select json_agg(json_build_object('id', tags.id, 'name', tags.name) order by tags.id)
        from task_tags join tags on tags.id = task_tags.tag_id
        where task_tags.task_id = tasks.id
      ), '[]'),
      'parent_task', tasks.parent_task_id,
      'team', tasks.team_id,
      'metadata', tasks.metadata,
      'created_at', ${instant('created_at')},
      'updated_at', ${instant('updated_at')},
      'is_archived', tasks.is_archived,
      'is_overdue',
        coalesce(tasks.due_date < $1::timestamptz and tasks.status not in ('done', 'cancelled'), false),
      'version', tasks.version,
      'started_at', ${instant('started_at')},
      'completed_at', ${instant('completed_at')},
      'deleted_at', ${instant('deleted_at')}
    )::text as document
  from tasks
  where deleted_at is null and is_archived = false
  order by created_at desc, id desc
  limit ${PAGE + 1}`

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.DATABASE_POOL_SIZE ?? 10),
})
const key = createHash('sha256').update(process.env.APP_KEY).digest()

const server = createServer(async (request, response) => {
  const now = new Date().toISOString()
  const { rows } = await pool.query({ name: 'page', text: STATEMENT, values: [now] })
  const page = rows.slice(0, PAGE)
  const { total } = rows[0]
  const next = `http://${request.headers.host}/api/tasks/?cursor=${cursorAfter(page.at(-1))}`

  response.setHeader('content-type', 'application/json; charset=utf-8')
  response.end(
    `{"count":${Math.min(total, MOST)},"count_exact":${total <= MOST},` +
      `"next":${rows.length > PAGE ? JSON.stringify(next) : null},"previous":null,` +
      `"results":[${page.map((row) => row.document).join(',')}]}`
  )
})
server.listen(Number(process.env.PORT), '127.0.0.1')

/** The signed place after a row: the last page's own tokens would open it. */
function cursorAfter(row) {
  const message = [row.sort_value, String(row.id), false]
  const purpose = 'tasks.id by -created_at'
  const payload = Buffer.from(JSON.stringify({ message, purpose })).toString('base64url')
  return `${payload}.${createHmac('sha256', key).update(payload).digest('base64url')}`
}
