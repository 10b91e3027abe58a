import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { oneAtATime } from './lock.mjs'
import { ROOT, local } from './paths.mjs'
import { run } from './processes.mjs'
import { step } from './terminal.mjs'

/** How the product's TypeScript is run; the name of a file in `bin` follows. */
export const TYPESCRIPT = ['node', '--import=@poppinss/ts-exec', '--enable-source-maps']

const CODEGEN_LIMIT = 120_000

/** Writes the index of controllers that the routes import, when it isn't the one of these files. */
export async function generateCode(env) {
  const record = local('codegen')
  const isCurrent = () =>
    existsSync(resolve(ROOT, '.adonisjs')) &&
    existsSync(record) &&
    readFileSync(record, 'utf8') === fingerprint()
  if (isCurrent()) return

  await step('Generated code', () =>
    oneAtATime('codegen', async () => {
      if (isCurrent()) return
      await ace('codegen', [], {
        env,
        limit: CODEGEN_LIMIT,
        failure: 'The code could not be generated.',
      })
      writeFileSync(record, fingerprint())
    })
  )
}

/** Brings the database to the newest schema. */
export const migrate = (env) =>
  step('Migrations', () =>
    ace('app:prepare', ['--no-demo'], {
      env,
      failure: 'The database was not migrated.',
    })
  )

/**
 * Fills in the demo, where it isn't there yet.
 *
 * @returns {Promise<{ role: string, username: string, password: string }[]>} who may sign in
 */
export const seedDemo = (env) =>
  step('Demo', async () => {
    const answer = await ace('demo:seed', ['--force', '--json'], {
      env,
      failure: 'The demo was not filled in.',
    })
    return JSON.parse(answer).accounts
  })

/** Puts a backup in the place of the data, of which nothing else may make use meanwhile. */
export const restore = (env, backup) =>
  step('Restore', () =>
    ace('restore', [backup, '--replace'], {
      env,
      failure: 'The backup was not restored.',
    })
  )

const ace = (name, args, options) =>
  run(name.replace(':', '-'), ['node', 'ace', name, ...args], options)

/** What the index depends on: which files there are, and how it is to be made. */
function fingerprint() {
  const files = readdirSync(resolve(ROOT, 'app'), { recursive: true }).sort()
  const rules = readFileSync(resolve(ROOT, 'adonisrc.ts'))
  return createHash('sha256').update(files.join('\n')).update(rules).digest('hex')
}
