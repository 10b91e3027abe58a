import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { createConnection } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { serverAccount } from './account.mjs'
import { ROOT } from './paths.mjs'
import { freePort } from './ports.mjs'
import { endLeftover, start } from './processes.mjs'
import { Refusal } from './refusal.mjs'

const ATTEMPTS = 5

/**
 * Starts a private, password-protected Redis on the loopback.
 *
 * @param {object} options
 * @param {string} options.program    redis-server or valkey-server
 * @param {string} options.folder     data folder
 * @param {string} options.password
 * @param {number} [options.port]     preferred port
 * @param {boolean} [options.durable] false for throw-away data
 * @param {string} options.log        log file
 * @returns {Promise<{ url: string, process: object }>} its REDIS_URL and its process
 * @throws {Refusal} when the data can't be used
 */
export async function startRedis({ program, folder, password, port, durable = true, log }) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  closeToOthers(folder)
  const account = serverAccount(program, dirname(folder))
  const pidFile = resolve(folder, 'redis.pid')
  if (existsSync(pidFile)) await endLeftover(Number(readFileSync(pidFile)), folder, 'SIGTERM')

  for (let attempt = 1; ; attempt++) {
    const chosen = await freePort(attempt === 1 ? port : undefined)
    const config = resolve(folder, 'redis.conf')
    writeFileSync(config, configuration({ folder, password, port: chosen, durable }), {
      mode: 0o600,
    })
    account.own(folder)

    const server = start('redis', ['sh', '-c', 'umask 077; exec "$0" "$1"', program, config], {
      as: account.as,
      grace: 30_000,
      isService: true,
      log,
    })
    const url = `redis://:${password}@127.0.0.1:${chosen}/0`
    if (await isReady(server, chosen, password)) return { url, process: server }
    if (attempt === ATTEMPTS || !isTransient(server)) throw broken(folder, server)
  }
}

/** Earlier versions wrote world-readable files. */
function closeToOthers(folder) {
  execFileSync('chmod', ['-R', 'go=', folder])
}

/** Queues live here: writes reach the disk within a second, and nothing is evicted. */
function configuration({ folder, password, port, durable }) {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir "${folder}"`,
    `pidfile "${folder}/redis.pid"`,
    `appendonly ${durable ? 'yes' : 'no'}`,
    'save ""',
    'maxmemory-policy noeviction',
    '',
  ].join('\n')
}

/** Waits until it has loaded its data or exits. */
async function isReady(server, port, password) {
  let ended = false
  server.exited.then(() => (ended = true))

  while (!ended) {
    if (await ping(port, password)) return true
    await sleep(50)
  }
  return false
}

/** Only the server that has our password answers. */
function ping(port, password) {
  return new Promise((resolve) => {
    let answer = ''
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.setTimeout(1_000, () => socket.destroy())
    socket.on('error', () => {})
    socket.on('data', (data) => (answer += data))
    socket.on('close', () => resolve(answer.includes('+PONG')))
    socket.end(`AUTH ${password}\r\nPING\r\n`)
  })
}

const isTransient = ({ lastLines }) => lastLines.some((line) => line.includes('already in use'))

function broken(folder, { lastLines }) {
  const where = relative(ROOT, folder)
  const reason = lastLines.findLast((line) => / # /.test(line))?.split(' # ')[1] ?? lastLines.at(-1)

  return new Refusal(
    `Redis can't use ${where}: ${reason}. ` +
      `Replace ${where} with a copy from a backup, or start over without its data: npm run up -- --fresh`
  )
}
