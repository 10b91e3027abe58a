/**
 * Latency of the task list at a million tasks: see bench/README.md.
 *
 *   DATABASE_URL=… REDIS_URL=… npm run bench:million
 */
import { parseArgs } from 'node:util'
import { ProgressBar } from '#operations/console/progress_bar'
import { Stage } from './support/stage.js'

const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: '1000000' },
    requests: { type: 'string', default: '40' },
  },
})

const WARM_UP = 3

const QUERIES: Record<string, string> = {
  'no filter': '',
  'deep page by number': 'page=400',
  'status': 'status=in_progress',
  'two statuses': 'status=blocked,in_review',
  'priority': 'priority=urgent',
  'assigned to me': 'assigned_to=me',
  'nobody assigned': 'assigned_to=none',
  'created by me': 'created_by=me',
  'common tag': 'tags=bug',
  'rare tag': 'tags=archive',
  'overdue': 'overdue=true',
  'due soon, by date': 'due_after=2020-01-01&ordering=due_date',
  'created this month': `created_after=${monthAgo()}`,
  'archived': 'is_archived=true',
  'by title': 'ordering=title',
  'by priority': 'ordering=-priority',
  'by status': 'ordering=status',
  'by last change': 'ordering=-updated_at',
  'mine, by last change': 'assigned_to=me&ordering=-updated_at',
  'search, common word': 'search=invoice',
  'search, two words': 'search=invoice+customer',
  'search, rare word': 'search=harpsichord',
  'search, phrase': 'search=%22price+list%22',
  'search, nothing found': 'search=xylophone',
  'search by date': 'search=invoice&ordering=-created_at',
  'search and filter': 'search=invoice&status=todo&priority=high',
}

/** Each statement selects a username. */
const PEOPLE: Record<string, string> = {
  'of the busiest team': teamMember('desc'),
  'of the quietest team': teamMember('asc'),
  'of no team': `
    select username from users
     where not exists (select from team_members where user_id = users.id) and username <> 'bench'
     order by id limit 1`,
}

const stage = await Stage.build(Number(values.tasks))
try {
  const address = await stage.web()
  const tokens: Record<string, string> = { admin: await stage.signInAsAdmin(address) }
  for (const [who, sql] of Object.entries(PEOPLE)) {
    const { rows } = await stage.query(sql)
    tokens[who] = await stage.signIn(address, rows[0].username)
  }

  const table: Record<string, Record<string, string>> = {}
  const queries = Object.entries(QUERIES)
  const progress = new ProgressBar('queries', queries.length)
  for (const [index, [name, query]] of queries.entries()) {
    table[name] = {}
    for (const [who, token] of Object.entries(tokens)) {
      table[name][who] = await measure(`${address}/api/tasks/?${query}`, token)
    }
    progress.at(index + 1)
  }
  console.log(`Milliseconds, p50 / p99 of ${values.requests} requests one after the other`)
  console.table(table)
} finally {
  await stage.leave()
}

async function measure(url: string, token: string) {
  const times: number[] = []
  for (let request = -WARM_UP; request < Number(values.requests); request++) {
    const started = performance.now()
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
    const body = await answer.text()
    if (!answer.ok) throw new Error(`${url}: ${body}`)
    if (request >= 0) times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(share * (times.length - 1))].toFixed(1)
  return `${at(0.5)} / ${at(0.99)}`
}

function teamMember(direction: 'asc' | 'desc') {
  return `
    select username from users join team_members on user_id = users.id
     where team_id = (select team_id from tasks where team_id is not null
                       group by team_id order by count(*) ${direction}, team_id limit 1)
     order by users.id limit 1`
}

function monthAgo() {
  return new Date(Date.now() - 30 * 24 * 3_600_000).toISOString()
}
