import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { ROOT } from './paths.mjs'

const LIMIT = 60_000
const COMMAND = [
  'npm',
  'audit',
  '--omit=dev',
  '--json',
  '--fetch-retries=1',
  '--fetch-timeout=20000',
]
const GRAVE = ['high', 'critical']

/**
 * Asks npm's registry for advisories about production dependencies.
 *
 * @returns {Promise<{ problem?: string, skipped?: string }>} high and critical ones, or why the
 *   check was skipped
 */
export async function audit() {
  const [program, ...args] = COMMAND
  const child = spawn(program, args, {
    cwd: ROOT,
    timeout: LIMIT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const failure = new Promise((resolve) => child.once('error', ({ message }) => resolve(message)))
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  const outcome = await Promise.race([said, failure])
  return typeof outcome === 'string' ? { skipped: outcome } : judge(...outcome)
}

/** Interprets the output of `npm audit --json`. */
export function judge(answer, errors = '') {
  const report = parsed(answer)
  if (!report?.vulnerabilities) {
    const reason = report?.message ?? report?.error?.summary ?? errors.trim().split('\n')[0]
    return { skipped: reason || `npm did not respond within ${LIMIT / 1000} s` }
  }
  const grave = Object.values(report.vulnerabilities).filter(({ severity }) =>
    GRAVE.includes(severity)
  )
  if (grave.length === 0) return {}
  return { problem: grave.map(({ name, severity }) => `${name} (${severity})`).join(', ') }
}

function parsed(answer) {
  try {
    return JSON.parse(answer)
  } catch {
    return null
  }
}
