import * as fs from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { serverAccount } from './account.mjs'
import { postgresHome } from './dependencies.mjs'
import { ROOT } from './paths.mjs'
import { freePort } from './ports.mjs'
import { endLeftover, run, start } from './processes.mjs'
import { Refusal } from './refusal.mjs'

const NAME = 'tasks'
const ATTEMPTS = 10
const THROWN_AWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/**
 * Starts a private PostgreSQL on the loopback with one database and its owner; initialises the data
 * folder when there is none.
 *
 * @param {object} options
 * @param {string} options.folder     data folder
 * @param {string} options.password   of the role
 * @param {number} [options.port]     preferred port
 * @param {boolean} [options.durable] false for throw-away data: faster, not crash-safe
 * @param {string} options.log        log file
 * @returns {Promise<{ url: string, process: object }>} its DATABASE_URL and its process
 * @throws {Refusal} when the data can't be used
 */
export async function startPostgres({ folder, password, port, durable = true, log }) {
  fs.mkdirSync(dirname(folder), { recursive: true })
  const account = serverAccount(program('postgres'), dirname(folder))

  if (fs.existsSync(folder)) await clearLeftover(folder)
  else await create(folder, password, account)

  for (let attempt = 1; ; attempt++) {
    const chosen = await freePort(attempt === 1 ? port : undefined)
    const server = start('postgres', command(folder, chosen, durable), {
      as: account.as,
      stopSignal: 'SIGINT',
      grace: 30_000,
      isService: true,
      log,
    })
    const url = `postgres://${NAME}:${password}@127.0.0.1:${chosen}/${NAME}`
    if (await isReady(server, folder)) return { url, process: server }
    if (attempt === ATTEMPTS || !isTransient(server)) throw broken(folder, server)
    await sleep(500)
  }
}

/** The folder gets its final name only when it is complete. */
async function create(folder, password, account) {
  const draft = `${folder}.new`
  fs.rmSync(draft, { recursive: true, force: true })
  fs.mkdirSync(draft, { mode: 0o700 })
  account.own(draft)

  const failure = 'PostgreSQL could not initialize its data folder.'
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8']
  await run(
    'initdb',
    [program('initdb'), '-D', draft, '-U', 'postgres', '--auth=reject', '--no-sync', ...locale],
    { as: account.as, failure }
  )
  await run(
    'initdb-role',
    [
      'sh',
      '-c',
      'echo "$2" | "$0" --single -D "$1" postgres',
      program('postgres'),
      draft,
      sql(password),
    ],
    { as: account.as, failure }
  )
  fs.writeFileSync(resolve(draft, 'pg_hba.conf'), `host all ${NAME} 127.0.0.1/32 scram-sha-256\n`)
  fs.renameSync(draft, folder)
}

/** Single-user mode takes one statement per line. */
const sql = (password) => `create role ${NAME} login createdb password '${password}'
create database ${NAME} owner ${NAME}`

function command(folder, port, durable) {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(durable ? [] : THROWN_AWAY),
  ]
  return [program('postgres'), '-D', folder, ...settings.flatMap((setting) => ['-c', setting])]
}

/**
 * A stale pid file whose number belongs to another process now would make PostgreSQL believe it
 * runs.
 */
async function clearLeftover(folder) {
  await endLeftover(Number(statusOf(folder)[0]), folder, 'SIGINT')
  fs.rmSync(resolve(folder, 'postmaster.pid'), { force: true })
}

/** Waits until the server accepts connections or exits. */
async function isReady(server, folder) {
  let ended = false
  server.exited.then(() => (ended = true))

  while (!ended) {
    const status = statusOf(folder)
    if (Number(status[0]) === server.pid && status[7]?.trim() === 'ready') return true
    await sleep(50)
  }
  return false
}

/** The lines of postmaster.pid: the first is the process id, the eighth the state. */
function statusOf(folder) {
  try {
    return fs.readFileSync(resolve(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** The port was taken a moment ago, or processes of a killed server are still ending. */
function isTransient({ lastLines }) {
  return lastLines.some((line) => /could not create any TCP|shared memory block/.test(line))
}

function broken(folder, { lastLines }) {
  const said = (kind) =>
    lastLines.findLast((line) => line.includes(`${kind}:  `))?.split(`${kind}:  `)[1]
  const reason = said('FATAL') ?? said('PANIC') ?? lastLines.at(-1)?.replace(/^postgres: /, '')
  const where = relative(ROOT, folder)

  return new Refusal(
    `PostgreSQL can't use ${where}: ${[reason, said('DETAIL')].filter(Boolean).join('; ')}. ` +
      `Replace ${where} with a copy from a backup, or start over without its data: npm run up -- --fresh`
  )
}

const program = (name) => resolve(postgresHome(), 'bin', name)
