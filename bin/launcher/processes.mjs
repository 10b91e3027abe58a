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
 * Starts a program in a process group of its own, so that Ctrl-C reaches it only through us and
 * in our order. On Linux it ends should we be killed, for nothing outlives the launcher: services
 * are asked to, and what uses them is made to be killed at any moment.
 *
 * @param {string} name      who it is in logs and messages
 * @param {string[]} command the program and its arguments
 * @param {object} options
 * @param {object} [options.env]        its environment (default: ours); PATH is always ours
 * @param {string[]} [options.as]       arguments of setpriv: the account it runs as
 * @param {string} [options.stopSignal] what asks it to stop (default SIGTERM)
 * @param {number} [options.grace]      milliseconds until it is killed instead (default 15,000)
 * @param {boolean} [options.isService] others use it: it is stopped after them
 * @param {string} [options.log]        the file that keeps what it prints
 * @param {Function|'inherit'} [options.output] is given each line and its stream; or our terminal
 * @returns {{ pid: number, lastLines: string[], exited: Promise<{ code, signal }>, stop: Function }}
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
 * Runs a program to its end, which it is given `limit` milliseconds to come to. Gives what it
 * printed on stdout; everything it printed is kept in `.local/log/<name>.log`.
 *
 * @throws {Refusal} with `failure` and the last line of its complaint, when it doesn't exit with 0
 */
export async function run(name, command, { failure, limit = RUN_LIMIT, ...options } = {}) {
  const log = local('log', `${name}.log`)
  const answer = []
  const child = start(name, command, {
    ...options,
    log,
    output: (line, stream) => stream === 'stdout' && answer.push(line),
  })
  let late = null
  const clock = setTimeout(() => {
    late = `it did not end within ${limit / 1000} s`
    child.kill('SIGKILL')
  }, limit)
  const { code, signal, error } = await child.exited
  clearTimeout(clock)

  if (code !== 0) {
    if (closing) throw new Refusal('Stopped.')
    const reason =
      late ?? error?.message ?? lastComplaint(child.lastLines) ?? `it ended with ${signal ?? code}`
    throw new Refusal(`${failure ?? `${name} failed.`} (${reason}; the whole story: ${log})`)
  }
  return answer.join('\n')
}

/** No program is started from here on. */
export const startNoMore = () => (closing = true)

/** Stops what runs: first what uses the services, all at once, then these, the last one first. */
export async function stopEverything() {
  const users = [...running].filter((child) => !child.isService)
  await Promise.all(users.map((child) => child.stop()))
  for (const service of [...running].reverse()) await service.stop()
}

/** Ends whatever still runs, at once. */
export const killEverything = () => running.forEach((child) => child.kill('SIGKILL'))

/** Is this process alive, and still the one that started at that time? */
export function isAlive(pid, startedAt) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code === 'ESRCH') return false
  }
  return startedAt === undefined || startTime(pid) === startedAt
}

/**
 * Ends a server that outlived the launcher which had started it. It is known by its id and by the
 * folder of its data, where it works: the number alone may belong to somebody else by now.
 *
 * @returns {Promise<boolean>} whether there was one
 */
export async function endLeftover(pid, folder, signal) {
  if (!pid || !isAlive(pid) || workingFolder(pid) !== folder) return false

  process.kill(pid, signal)
  while (isAlive(pid)) await sleep(50)
  return true
}

/** When a process started, in the kernel's ticks: with its id, this names it for good. */
export function startTime(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[19]
  } catch {
    return null
  }
}

/** Keeps and hands on each line that a child prints, and gives the list of its last ones. */
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

/** The line that most likely says why: an error's own line, else the last one printed. */
function lastComplaint(lines) {
  const said = lines.map((line) => stripVTControlCharacters(line).trim()).filter(Boolean)
  const complaint = said.findLast(
    (line) => /error[: ]|fatal|^E: /i.test(line) && !line.includes('complete log of this run')
  )
  return (complaint ?? said.at(-1))?.replace(/^npm error /, '')
}
