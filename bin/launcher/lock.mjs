import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { onEnd } from './launcher.mjs'
import { local } from './paths.mjs'
import { isAlive, startTime } from './processes.mjs'
import { say } from './terminal.mjs'

/**
 * Takes `.local/<name>.lock` until this process ends. The lock of a killed process is free.
 *
 * @returns {number|null} the id of the process that holds it, or null when it is ours now
 */
export function takeLock(name) {
  mkdirSync(local(), { recursive: true })
  const claim = local(`${name}.${process.pid}`)
  writeFileSync(claim, me())

  try {
    for (;;) {
      if (link(claim, lockPath(name))) {
        onEnd(() => release(name))
        return null
      }
      const holder = lockHolder(name)
      if (holder) return holder
      rmSync(lockPath(name), { force: true })
    }
  } finally {
    rmSync(claim, { force: true })
  }
}

/** Runs `work` under an exclusive lock of this folder. */
export async function oneAtATime(name, work) {
  let holder = takeLock(name)
  if (holder) say(`Waiting for process ${holder}, which holds the lock …`)
  for (; holder; holder = takeLock(name)) await sleep(250)

  try {
    return await work()
  } finally {
    release(name)
  }
}

/** The id of the live process that holds a lock, or null. */
export function lockHolder(name) {
  const [pid, startedAt] = owner(name).split(' ')
  return pid && isAlive(Number(pid), startedAt) ? Number(pid) : null
}

/** Creates the file with its content atomically; fails when it exists. */
function link(claim, path) {
  try {
    linkSync(claim, path)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function release(name) {
  if (owner(name) === me()) rmSync(lockPath(name), { force: true })
}

function owner(name) {
  try {
    return readFileSync(lockPath(name), 'utf8')
  } catch {
    return ''
  }
}

const me = () => `${process.pid} ${startTime(process.pid)}`
const lockPath = (name) => local(`${name}.lock`)
