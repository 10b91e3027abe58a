import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { tellAce } from './ace.mjs'
import { TYPESCRIPT, restore, seedDemo } from './application.mjs'
import { SERVERS_DATA, prepare, takeInstallation } from './installation.mjs'
import { logPrinter } from './log_lines.mjs'
import { local } from './paths.mjs'
import { localAddress, requireFree } from './ports.mjs'
import { start } from './processes.mjs'
import { Refusal } from './refusal.mjs'
import { readSettings } from './settings.mjs'
import { blue, bold, confirm, cyan, dim, green, magenta, say, step, yellow } from './terminal.mjs'

/**
 * Every process of the product, the app first; `grace` is how many milliseconds it has to finish
 * its work.
 */
const PROCESSES = [
  { name: 'app', command: [...TYPESCRIPT, 'bin/server.ts'], paint: cyan },
  { name: 'relay', command: ['node', 'ace', 'events:relay'], paint: magenta },
  { name: 'consumers', command: ['node', 'ace', 'events:consume'], paint: blue },
  { name: 'worker', command: ['node', 'ace', 'queue:work'], paint: green, grace: 30_000 },
  { name: 'scheduler', command: ['node', 'ace', 'scheduler:run'], paint: yellow },
]

const DEMO_ACCOUNTS = local('demo.json')
const READY_LIMIT = 60_000
const HELP = `npm run up [-- options]

Starts the whole system on this machine: installs what is missing, starts a PostgreSQL and a Redis
of its own (unless DATABASE_URL or REDIS_URL is set), runs the migrations, loads the demo data and
runs all processes until Ctrl-C. Data and secrets are stored in .local, logs in .local/log, where
those of the previous run are kept as <name>.log.1.

  --fresh             start over: delete the data in .local first, after confirmation
  --yes               skip the confirmation
  --restore=<backup>  restore a backup: its name, its path, or latest
  --help              show this help

Settings are read from the environment and from .env. PORT (default 3333) and HOST (127.0.0.1) set
where the pages are served; DEMO_DATA=false skips the demo data.`

/** `npm run up`: everything, from a clean clone to a system that serves, until it is stopped. */
export async function up(args) {
  const options = readOptions(args)
  if (options.help) return (say(HELP), 0)

  takeInstallation()
  const began = performance.now()
  const settings = withDemo(readSettings())
  await requireFree(Number(settings.PORT), settings.HOST)
  if (options.fresh && !(await startOver(settings, options.yes))) return 0

  const { env, servers } = await prepare(settings)
  tellAce(env)
  const accounts = await demoAccounts(settings, env)
  if (options.restore) await restore(env, options.restore)
  const processes = await startProcesses(env)

  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say(`\n${bold('The Task Management System is ready')} ${dim(`${seconds} s`)}\n`)
  welcome(env, accounts)
  return firstToEnd([...processes, ...servers])
}

function readOptions(args) {
  const flag = { type: 'boolean' }
  try {
    return parseArgs({
      args,
      options: { fresh: flag, yes: flag, help: flag, restore: { type: 'string' } },
    }).values
  } catch (error) {
    throw new Refusal(`${error.message.split('.')[0]}. For all options: npm run up -- --help`)
  }
}

/** Deletes the private servers' data, with the passwords that belong to it. */
async function startOver(settings, sure) {
  if (settings.DATABASE_URL) {
    throw new Refusal('DATABASE_URL is set, and --fresh only deletes data in .local.')
  }
  if (!sure && !(await confirm('Delete every task, account and file of this installation?'))) {
    say('Nothing was deleted.')
    return false
  }
  for (const path of [...SERVERS_DATA, DEMO_ACCOUNTS])
    rmSync(path, { recursive: true, force: true })
  return true
}

/** The demo is on by default with the private servers only. */
function withDemo(settings) {
  return { ...settings, DEMO_DATA: settings.DEMO_DATA ?? String(!settings.DATABASE_URL) }
}

/** The demo is filled in once, so that what was deleted stays so. */
async function demoAccounts(settings, env) {
  if (!['true', '1'].includes(settings.DEMO_DATA)) return []
  if (existsSync(DEMO_ACCOUNTS)) return JSON.parse(readFileSync(DEMO_ACCOUNTS, 'utf8'))

  const accounts = await seedDemo(env)
  writeFileSync(DEMO_ACCOUNTS, JSON.stringify(accounts), { mode: 0o600 })
  return accounts
}

/**
 * Starts the app and waits until it says that it is ready; the others don't have to be waited for.
 */
async function startProcesses(env) {
  const printer = await logPrinter(PROCESSES)
  const { SMTP_PASSWORD, ...withoutMail } = env
  const begin = ({ name, command, grace }) =>
    start(name, command, {
      env: name === 'worker' ? env : withoutMail,
      grace,
      log: local('log', `${name}.log`),
      output: printer(name),
    })

  const [first, ...others] = PROCESSES
  const processes = [begin(first)]
  await step('App', () => becomesReady(env, processes))
  return [...processes, ...others.map(begin)]
}

async function becomesReady(env, processes) {
  const address = `${localAddress(env)}/health/ready`
  const deadline = performance.now() + READY_LIMIT
  const ended = firstToEnd(processes)

  while (performance.now() < deadline) {
    const ready = fetch(address, { signal: AbortSignal.timeout(5_000) }).then(
      (answer) => answer.ok,
      () => false
    )
    if (await Promise.race([ready, ended])) return
    await sleep(100)
  }
  throw new Refusal(
    `${address} did not become ready within ${READY_LIMIT / 1000} s; see the output above.`
  )
}

function welcome(env, accounts) {
  const address = localAddress(env)
  say(`  Address   ${bold(address)}`)
  say(`  Sign in   ${bold(`${address}/login`)}`)
  if (env.APP_URL !== address) say(`  Links     ${env.APP_URL} (APP_URL)`)
  if (!env.SMTP_URL) {
    say(
      `  Emails    ${address}/admin/deliveries ${dim('and in the log; set SMTP_URL to send them')}`
    )
  }

  if (accounts.length > 0) say(`\n  Demo accounts: role  username  password\n`)
  const width = (key) => Math.max(...accounts.map((account) => account[key].length))
  for (const { role, username, password } of accounts) {
    say(`  ${role.padEnd(width('role'))}  ${username.padEnd(width('username'))}  ${password}`)
  }
  say(`\n${dim('Press Ctrl-C to stop. The data is kept in .local.')}\n`)
}

/** None of them ends by itself: the first that does takes the rest with it. */
async function firstToEnd(processes) {
  const { name, code, signal } = await Promise.race(
    processes.map(({ name, exited }) => exited.then((how) => ({ name, ...how })))
  )
  throw new Refusal(
    `${name} ended unexpectedly (${signal ?? `exit code ${code}`}); see the output above and .local/log/${name}.log.`
  )
}
