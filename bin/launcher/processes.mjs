import { spawn } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { openLog } from './log_file.mjs'
import { ROOT, local } from './paths.mjs'
import { Refusal } from './refusal.mjs'

const KEPT_LINES = 100
const RUN_LIMIT = 30 * 60_000
const running = new Set()
let closing = false

/**
 * Starts a program in its own process group, so that Ctrl-C reaches it through us and in our order.
 * On Linux it gets a signal when the launcher is killed.
 *
 * @param {string} name      used in logs and messages
 * @param {string[]} command the program and its arguments
 * @param {object} options
 * @param {object} [options.env]        environment (default: ours); PATH is always ours
 * @param {string[]} [options.as]       setpriv arguments: the account it runs as
 * @param {string} [options.stopSignal] default SIGTERM
 * @param {number} [options.grace]      milliseconds until SIGKILL (default 15,000)
 * @param {boolean} [options.isService] stopped after the processes that use it
 * @param {string} [options.log]        log file
 * @param {Function|'inherit'} [options.output] called with each line and its stream; or our
 *   terminal
 * @returns {{ pid: number, lastLines: string[], exited: Promise<{ code, signal }>, stop: Function
 *   }}
 */
export function start(name, command, options = {}) {
  if (closing) throw new Refusal('Stopped.')
  const { env = process.env, as = [], log, output, isService = false } = options
  const { stopSignal = 'SIGTERM', grace = 15_000 } = options

  const guard =
    process.platform === 'linux'
      ? ['setpriv', '--pdeathsig', isService ? stopSignal.replace('SIG', '') : 'KILL', ...as, '--']
      : []
  const [program, ...args] = [...guard, ...command]
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...env, PATH: process.env.PATH },
    detached: true,
    stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  })

  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 127, signal: null, error }))
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  exited.then(() => running.delete(handle))
  const lastLines = output === 'inherit' ? [] : collect(child, log, output)

  const handle = { name, pid: child.pid, isService, lastLines, exited, stop, kill }
  running.add(handle)
  return handle

  function kill(signal = 'SIGKILL') {
    try {
      process.kill(-child.pid, signal)
    } catch {}
  }

  async function stop() {
    kill(stopSignal)
    const stopped = await Promise.race([exited, sleep(grace, null, { ref: false })])
    kill('SIGKILL') // the rest of its group, or itself where it didn't listen
    return stopped ?? exited
  }
}

/**
 * Runs a program with a time limit in milliseconds; returns its stdout and keeps all output in
 * `.local/log/<name>.log`.
 *
 * @throws {Refusal} with `failure` and the last error line, when it doesn't exit with 0
 */
export async function run(name, command, { failure, limit = RUN_LIMIT, ...options } = {}) {
  const log = local('log', `${name}.log`)
  const answer = []
  const child = start(name, command, {
    ...options,
    log,
    output: (line, stream) => stream === 'stdout' && answer.push(line),
  })
  let timeout = null
  const clock = setTimeout(() => {
    timeout = `it timed out after ${limit / 1000} s`
    child.kill('SIGKILL')
  }, limit)
  const { code, signal, error } = await child.exited
  clearTimeout(clock)

  if (code !== 0) {
    if (closing) throw new Refusal('Stopped.')
    const reason =
      timeout ??
      error?.message ??
      lastComplaint(child.lastLines) ??
      `it exited with ${signal ?? code}`
    throw new Refusal(`${failure ?? `${name} failed.`} (${reason}; full log: ${log})`)
  }
  return answer.join('\n')
}

export const startNoMore = () => (closing = true)

/** Stops the users of services first, all at once, then the services in reverse order. */
export async function stopEverything() {
  const users = [...running].filter((child) => !child.isService)
  await Promise.all(users.map((child) => child.stop()))
  for (const service of [...running].reverse()) await service.stop()
}

export const killEverything = () => running.forEach((child) => child.kill('SIGKILL'))

/** Whether this process is alive and is the one that started at that time. */
export function isAlive(pid, startedAt) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code === 'ESRCH') return false
  }
  return startedAt === undefined || startTime(pid) === startedAt
}

/**
 * Ends a server that outlived the launcher which had started it. It is identified by its id and its
 * working directory, because the id may have been reused.
 *
 * @returns {Promise<boolean>} whether there was one
 */
export async function endLeftover(pid, folder, signal) {
  if (!pid || !isAlive(pid) || workingFolder(pid) !== folder) return false

  process.kill(pid, signal)
  while (isAlive(pid)) await sleep(50)
  return true
}

/** Start time in clock ticks: with the id it identifies a process uniquely. */
export function startTime(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[19]
  } catch {
    return null
  }
}

/** Logs and forwards each line of a child's output; returns the list of the last ones. */
function collect(child, log, output) {
  const file = log ? openLog(log) : null
  child.once('close', () => file?.end())

  const lastLines = []
  for (const stream of ['stdout', 'stderr']) {
    createInterface({ input: child[stream] }).on('line', (line) => {
      lastLines.push(line)
      if (lastLines.length > KEPT_LINES) lastLines.shift()
      file?.write(line)
      output?.(line, stream)
    })
  }
  return lastLines
}

function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

/** The line that most likely explains a failure: an error's own, else the last. */
function lastComplaint(lines) {
  const said = lines.map((line) => stripVTControlCharacters(line).trim()).filter(Boolean)
  const complaint = said.findLast(
    (line) => /error[: ]|fatal|^E: /i.test(line) && !line.includes('complete log of this run')
  )
  return (complaint ?? said.at(-1))?.replace(/^npm error /, '')
}
