import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { oneAtATime } from './lock.mjs'
import { ROOT, local } from './paths.mjs'
import { run } from './processes.mjs'
import { step } from './terminal.mjs'

/** Command line for a TypeScript file in `bin`. */
export const TYPESCRIPT = ['node', '--import=@poppinss/ts-exec', '--enable-source-maps']

const CODEGEN_LIMIT = 120_000

/** Generates the index of controllers, when it is out of date. */
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
        failure: 'Code generation failed.',
      })
      writeFileSync(record, fingerprint())
    })
  )
}

export const migrate = (env) =>
  step('Migrations', () =>
    ace('app:prepare', ['--no-demo'], {
      env,
      failure: 'The migrations failed.',
    })
  )

/**
 * Seeds the demo unless it is there.
 *
 * @returns {Promise<{ role: string, username: string, password: string }[]>} the accounts
 */
export const seedDemo = (env) =>
  step('Demo data', async () => {
    const answer = await ace('demo:seed', ['--force', '--json'], {
      env,
      failure: 'The demo data could not be loaded.',
    })
    return JSON.parse(answer).accounts
  })

/** Restores a backup; nothing else may use the database meanwhile. */
export const restore = (env, backup) =>
  step('Restore', () =>
    ace('restore', [backup, '--replace'], {
      env,
      failure: 'The restore failed.',
    })
  )

const ace = (name, args, options) =>
  run(name.replace(':', '-'), ['node', 'ace', name, ...args], options)

/** A fingerprint of the files that the index is generated from. */
function fingerprint() {
  const files = readdirSync(resolve(ROOT, 'app'), { recursive: true }).sort()
  const rules = readFileSync(resolve(ROOT, 'adonisrc.ts'))
  return createHash('sha256').update(files.join('\n')).update(rules).digest('hex')
}
