import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { TYPESCRIPT, generateCode } from './application.mjs'
import { provideDependencies } from './dependencies.mjs'
import { provideNode } from './node_runtime.mjs'
import { freePort } from './ports.mjs'
import { start } from './processes.mjs'
import { provideChromium } from './programs.mjs'
import { startThrowAwayServers } from './servers.mjs'
import { newSecrets } from './settings.mjs'
import { colourEnvironment, complain, say } from './terminal.mjs'

const LINGER_LIMIT = 30_000
let counts = null

/** `npm test`. */
export async function test(args) {
  await provideNode()
  await provideDependencies()
  const chromium = process.env.CHROMIUM_PATH || (await provideChromium())
  const secrets = newSecrets()
  const { folder, urls } = await startThrowAwayServers(secrets)
  const env = {
    ...process.env,
    ...colourEnvironment,
    ...(await settings(secrets, folder)),
    ...urls,
  }

  await generateCode(env)
  const suite = start('tests', [...TYPESCRIPT, 'bin/test.ts', ...args], {
    env: { ...env, CHROMIUM_PATH: chromium },
    output: 'inherit',
    grace: 5_000,
  })
  const code = await Promise.race([exitCode(suite), lingering(suite, env.TEST_COUNTS)])
  counts = readCounts(env.TEST_COUNTS)
  return code
}

/**
 * The last line. A run that failed without a failed test counts as one; failures are repeated above
 * it, where readers of a long log look first.
 */
export function closingLine(code) {
  const { passed, failed, failures } = counts ?? { passed: 0, failed: 0, failures: [] }
  for (const failure of failures) complain(failure)
  say(`${passed} passed, ${code === 0 ? failed : Math.max(failed, 1)} failed`)
}

const exitCode = (suite) => suite.exited.then(({ code }) => code ?? 1)

/** A suite that has ended but whose process doesn't, since something in it was left open. */
async function lingering(suite, file) {
  while (!existsSync(file)) await sleep(1_000, null, { ref: false })
  await sleep(LINGER_LIMIT, null, { ref: false })

  complain(
    `The test process is still running ${LINGER_LIMIT / 1_000} s after the suite ended: killing it.`
  )
  suite.kill()
  return 1
}

/** Nothing of the operator's: ENV_PATH keeps `.env` out. */
async function settings(secrets, folder) {
  const PORT = String(await freePort())
  return {
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT,
    APP_URL: `http://127.0.0.1:${PORT}`,
    APP_KEY: secrets.APP_KEY,
    REGISTRATION: 'open',
    WRITES_PER_MINUTE: '0',
    ENV_PATH: folder,
    TEST_COUNTS: resolve(folder, 'counts.json'),
  }
}

const readCounts = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)
