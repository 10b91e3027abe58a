import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { freePort } from '../launcher/ports.mjs'
import { checkDevelopment } from './development.mjs'
import { checkProduction } from './production.mjs'
import { closingLine, failure } from './report.mjs'
import { composeCommand, run } from './shell.mjs'
import { System } from './system.mjs'

const HELP = `bin/compose-check [--compose "docker compose"] [--only development|production] [--keep]

Clones this repository and tests the containers of the clone: up, the API, a page, an email, restarts,
kill -9 under load, stops; then production with TLS, replicas, a failing migration, backup and restore.
Needs a Docker engine, takes several minutes, and removes everything it created.`

const { values: options } = parseArgs({
  options: {
    compose: { type: 'string' },
    only: { type: 'string' },
    keep: { type: 'boolean' },
    help: { type: 'boolean' },
  },
})
if (options.help) {
  console.log(HELP)
  process.exit()
}

const compose = composeCommand(options.compose)
const folder = mkdtempSync(join(tmpdir(), 'compose-check-'))
const image = 'task-management-system:compose-check'
const ports = {
  port: await freePort(),
  mailPort: await freePort(),
  httpPort: await freePort(),
  httpsPort: await freePort(),
}
const system = (file, project) => new System({ folder, file, project, compose })
// Unique names: leftovers of an earlier run are in nobody's way.
const development = system('docker-compose.yml', `compose-check-${process.pid}`)
const production = system('docker-compose.prod.yml', `compose-check-production-${process.pid}`)

try {
  await run('git', ['clone', '--quiet', resolve(import.meta.dirname, '../..'), folder])
  if (options.only !== 'production') {
    development.configure({
      IMAGE: image,
      PORT: ports.port,
      MAIL_PORT: ports.mailPort,
      NOTIFICATION_WINDOW_SECONDS: 1,
    })
    await checkDevelopment(development, ports)
    if (!options.keep) await development.remove()
  }
  if (options.only !== 'development') await checkProduction(production, { ...ports, image })
  closingLine()
} catch (error) {
  failure(error)
  process.exitCode = 1
} finally {
  if (!options.keep) {
    await development.remove()
    await production.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}
