import { statfs } from 'node:fs/promises'
import { fail, ok, reason, warn, type Finding } from '#operations/doctor/finding'

const NODE_MAJOR = 24
const MEGABYTE = 1024 * 1024
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
  const free = Math.floor((bavail * bsize) / MEGABYTE)
  const found = `${free.toLocaleString('en')} MB free in this folder`
  if (free >= 1024) return ok('disk', found)
  const advice = 'Free some space: servers stop when their disk is full.'
  return free < 100 ? fail('disk', found, advice) : warn('disk', found, advice)
}

async function examineSettings() {
  try {
    const { default: env } = await import('#start/env')
    const findings = [ok('settings', `all are valid, for ${env.get('NODE_ENV')}`)]
    if (env.get('APP_KEY').release().length < KEY_LENGTH) {
      const advice = `Set APP_KEY to ${KEY_LENGTH} random characters or more. Everybody signs in again after.`
      findings.push(warn('APP_KEY', 'it is short enough to be guessed', advice))
    }
    const url = new URL(env.get('APP_URL'))
    if (url.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) {
      const advice = 'Put a proxy with TLS in front and let APP_URL begin with https.'
      findings.push(warn('APP_URL', 'passwords travel in the clear', advice))
    }
    return findings
  } catch (error: any) {
    const faults = [...String(error.help ?? '').matchAll(/- (.+)/g)].map(([, fault]) => fault)
    const advice = 'Set them in .env or in the environment; .env.sample explains each.'
    return [fail('settings', faults.join('; ') || reason(error), advice)]
  }
}
