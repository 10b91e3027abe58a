import { statfs } from 'node:fs/promises'
import { fail, ok, reason, warn, type Finding } from '#operations/doctor/finding'

const NODE_MAJOR = 24
const GIGABYTE = 1e9
const KEY_LENGTH = 32

export async function examineConfiguration(): Promise<Finding[]> {
  return [examineNode(), await examineDisk(), ...(await examineSettings())]
}

function examineNode() {
  const { node } = process.versions
  return Number.parseInt(node) >= NODE_MAJOR
    ? ok('Node.js', node)
    : fail('Node.js', node, `Install Node.js ${NODE_MAJOR} or newer.`)
}

async function examineDisk() {
  const { bavail, bsize } = await statfs('.')
  const free = (bavail * bsize) / GIGABYTE
  const digits = { maximumFractionDigits: free < 10 ? 1 : 0 }
  const found = `${free.toLocaleString('en', digits)} GB free on this disk`
  if (free >= 1) return ok('disk', found)
  const advice = 'Free some disk space: servers stop when their disk is full.'
  return free < 0.1 ? fail('disk', found, advice) : warn('disk', found, advice)
}

async function examineSettings() {
  try {
    const { default: env } = await import('#start/env')
    const findings = [ok('settings', `valid (${env.get('NODE_ENV')})`)]
    if (env.get('APP_KEY').release().length < KEY_LENGTH) {
      const advice = `Set APP_KEY to at least ${KEY_LENGTH} random characters. All users will have to sign in again.`
      findings.push(warn('APP_KEY', 'too short', advice))
    }
    const url = new URL(env.get('APP_URL'))
    if (url.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) {
      const advice = 'Use a reverse proxy with TLS and an APP_URL that starts with https.'
      findings.push(warn('APP_URL', 'passwords are sent unencrypted', advice))
    }
    return findings
  } catch (error: any) {
    const faults = [...String(error.help ?? '').matchAll(/- (.+)/g)].map(([, fault]) => fault)
    const advice = 'Set them in .env or in the environment; see .env.sample.'
    return [fail('settings', faults.join('; ') || reason(error), advice)]
  }
}
