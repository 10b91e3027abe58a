import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { local } from './paths.mjs'
import { run } from './processes.mjs'

const TRIPLETS = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }

export const hasApt = () => succeeds('apt-get', '--version') && succeeds('dpkg', '--version')

/** Whether this user may install packages without a password prompt. */
export const mayInstall = () => process.getuid() === 0 || succeeds('sudo', '-n', 'true')

export async function install(packages) {
  const asRoot = process.getuid() === 0 ? [] : ['sudo', '-n']
  const apt = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  const failure = failureOf(packages)

  await run('apt-update', [...apt, 'update'], { failure })
  await run('apt-install', [...apt, 'install', '-y', '--no-install-recommends', ...packages], {
    failure,
  })
}

/**
 * Downloads packages with their missing dependencies and unpacks them into a folder; needs no
 * privileges. The folder appears atomically.
 */
export async function unpack(packages, folder) {
  const state = local('apt')
  const archives = resolve(state, 'cache/archives')
  const draft = `${folder}.new`
  for (const old of [state, draft]) rmSync(old, { recursive: true, force: true })
  mkdirSync(resolve(state, 'lists/partial'), { recursive: true })
  mkdirSync(resolve(archives, 'partial'), { recursive: true })
  mkdirSync(draft, { recursive: true })

  const apt = ['apt-get', '-qq', ...privateApt(state)]
  const download = ['install', '-y', '--download-only', '--no-install-recommends', ...packages]
  const failure = failureOf(packages)
  await run('apt-update', [...apt, 'update'], { failure })
  await run('apt-download', [...apt, ...download], { failure })
  for (const archive of readdirSync(archives).filter((name) => name.endsWith('.deb'))) {
    await run('dpkg', ['dpkg', '-x', resolve(archives, archive), draft], { failure })
  }

  writeFileSync(fontConfiguration(draft), fontRules(folder))
  renameSync(draft, folder)
  rmSync(state, { recursive: true })
}

/** Environment in which a program finds libraries and fonts unpacked into a folder. */
export function unpackedEnvironment(folder) {
  const triplet = TRIPLETS[process.arch] ?? process.arch
  const libraries = ['lib', 'usr/lib'].flatMap((base) =>
    [base, `${base}/${triplet}`, `${base}/${triplet}/pulseaudio`].map((sub) => resolve(folder, sub))
  )
  return { LD_LIBRARY_PATH: libraries.join(':'), FONTCONFIG_FILE: fontConfiguration(folder) }
}

/**
 * An apt with its own lists, cache and locks; it reads the machine's list of installed packages.
 */
function privateApt(state) {
  return [
    `Dir::State=${state}`,
    'Dir::State::status=/var/lib/dpkg/status',
    `Dir::Cache=${resolve(state, 'cache')}`,
    'Debug::NoLocking=true',
    'Acquire::Languages=none',
  ].flatMap((option) => ['-o', option])
}

const fontConfiguration = (folder) => resolve(folder, 'fonts.conf')

/** Fontconfig searches the folder and the machine. */
const fontRules = (folder) => `<fontconfig>
  <dir>${folder}/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/var/cache/fontconfig</cachedir>
  <include ignore_missing="yes">${folder}/etc/fonts/conf.d</include>
</fontconfig>
`

function failureOf(packages) {
  return `${packages.join(', ')} could not be downloaded with apt-get: check the network, or install it yourself.`
}

const succeeds = (program, ...args) => spawnSync(program, args, { stdio: 'ignore' }).status === 0
