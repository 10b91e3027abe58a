import { accessSync, chmodSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, resolve } from 'node:path'
import * as debian from './debian_packages.mjs'
import { oneAtATime } from './lock.mjs'
import { local } from './paths.mjs'
import { Refusal } from './refusal.mjs'
import { step } from './terminal.mjs'

const REDIS = {
  title: 'Redis',
  names: ['redis-server', 'valkey-server'],

  // Debian's redis-tools contains the server under another name; the package redis-server would
  // install a system service.
  packages: ['redis-tools'],
  program: '/usr/bin/redis-check-rdb',
  advice: 'install redis-server or valkey-server, or set REDIS_URL to an existing server',
}

const CHROMIUM = {
  title: 'Chromium',
  names: ['chromium', 'chromium-browser', 'google-chrome'],
  packages: ['chromium', 'fonts-dejavu-core'],
  program: '/usr/lib/chromium/chromium',
  advice: 'install Chromium, or set CHROMIUM_PATH to the program',
}

/** The path of a Redis or Valkey server; installed when there is none. */
export const provideRedis = () => provide(REDIS)

/** The path of a Chromium for the browser tests; installed when there is none. */
export const provideChromium = () => provide(CHROMIUM)

async function provide(wanted) {
  const found = find(wanted)
  if (found) return found

  if (!debian.hasApt()) throw new Refusal(`${wanted.title} is missing: ${wanted.advice}.`)
  await oneAtATime('packages', () => find(wanted) ?? bring(wanted))

  const brought = find(wanted)
  if (brought) return brought
  throw new Refusal(`${wanted.packages[0]} did not install ${wanted.title}: ${wanted.advice}.`)
}

async function bring({ title, packages, names }) {
  const list = packages.join(', ')

  if (debian.mayInstall()) {
    await step(`${title}, by apt-get install (${list})`, () => debian.install(packages))
  } else {
    await step(`${title}, by apt-get without root into .local (${list})`, () =>
      debian.unpack(packages, unpackedAt(names))
    )
  }
}

/** PATH first, then what an earlier start installed or unpacked. */
function find({ names, program }) {
  const onPath = names.map(which).find(Boolean)
  if (onPath) return onPath

  const folder = unpackedAt(names)
  if (existsSync(program)) return script(names[0], program)
  if (!existsSync(folder)) return null
  return script(names[0], resolve(folder, `.${program}`), debian.unpackedEnvironment(folder))
}

const unpackedAt = (names) => local('debian', names[0])

function which(name) {
  const places = process.env.PATH.split(delimiter).map((folder) => resolve(folder, name))
  return places.find(isExecutable)
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** A wrapper script: Redis's behaviour depends on the name it is called by. */
function script(name, program, environment = {}) {
  const path = local('bin', name)
  const exports = Object.entries(environment).map(([key, value]) => `export ${key}='${value}'\n`)

  mkdirSync(local('bin'), { recursive: true })
  writeFileSync(path, `#!/bin/bash\n${exports.join('')}exec -a '${name}' '${program}' "$@"\n`)
  chmodSync(path, 0o755)
  return path
}
