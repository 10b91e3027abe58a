/**
 * Prepares the containers' secrets, each in a file: one given by the environment is written, an
 * empty one is generated at the first start and kept. With STRONG_SECRETS=true, as in production,
 * none is generated and a weak one is refused.
 */
import { randomBytes } from 'node:crypto'
import { linkSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'

interface Secret {
  name: string
  /** The value from the environment; may be empty. */
  value: string
  file: string
  shortestLength: number
}

const { APP_KEY, APP_KEY_FILE, POSTGRES_PASSWORD, DATABASE_PASSWORD_FILE } = process.env

if (!APP_KEY_FILE || !DATABASE_PASSWORD_FILE) {
  console.error(
    'APP_KEY_FILE and DATABASE_PASSWORD_FILE must be set to where the secrets are stored.'
  )
  process.exit(1)
}
const secrets: Secret[] = [
  { name: 'APP_KEY', value: (APP_KEY ?? '').trim(), file: APP_KEY_FILE, shortestLength: 32 },
  {
    name: 'POSTGRES_PASSWORD',
    value: (POSTGRES_PASSWORD ?? '').trim(),
    file: DATABASE_PASSWORD_FILE,
    shortestLength: 16,
  },
]

const faults = process.env.STRONG_SECRETS === 'true' ? secrets.flatMap(weakness) : []
if (faults.length > 0) {
  for (const fault of faults) console.error(`REFUSED: ${fault}`)
  console.error('Set it in .env. This prints a good one: openssl rand -hex 32')
  process.exit(1)
}
for (const secret of secrets) {
  if (secret.value) keep(secret)
  else make(secret)
}

function weakness({ name, value, shortestLength }: Secret): string[] {
  if (!value) return [`${name} is empty.`]
  if (value.length < shortestLength) {
    return [`${name} has ${value.length} characters; at least ${shortestLength} are required.`]
  }
  // Dictionary words, keyboard rows, repeated characters.
  const isGuessable = /change.?me|welcome|password|secret|default|example|qwerty|12345/i.test(value)
  return isGuessable || new Set(value).size < 8 ? [`${name} is too easy to guess.`] : []
}

/** Atomic: a reader finds the previous secret or the new one, never a truncated file. */
function keep({ value, file }: Secret) {
  const draft = write(value, file)
  renameSync(draft, file)
}

/** Of several concurrent starts one generates the secret and the others use it. */
function make({ name, file }: Secret) {
  const there = statSync(file, { throwIfNoEntry: false })
  if (there && there.size > 0) return
  const draft = write(randomBytes(32).toString('base64url'), file)
  // A file left empty by a power failure counts as missing.
  if (there) rmSync(file, { force: true })
  try {
    linkSync(draft, file)
    console.log(`${name} was empty: generated one and stored it in ${file}`)
  } catch (error: any) {
    if (error.code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}

function write(value: string, file: string): string {
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, value, { mode: 0o600, flush: true })
  return draft
}
