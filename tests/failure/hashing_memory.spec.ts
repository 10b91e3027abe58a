import { test } from '@japa/runner'
import { readFileSync } from 'node:fs'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { Scrypt } from '@adonisjs/core/hash/drivers/scrypt'
import { WebProcess } from '#tests/support/web_process'
import { resetThrottles } from '#tests/support/throttles'
import { PASSWORD } from '#database/factories/user_factory'

/** The memory limit of a container (APP_MEMORY), in kB as the kernel counts. */
const LIMIT = 512 * 1024

test.group('Password hashing within the memory limit of a container', (group) => {
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())

  test('survives 50 concurrent sign-ins', async ({ assert, cleanup }) => {
    await createUsers(50, { cost: 2 ** 16, parallelization: 2 })
    const web = await start(cleanup)

    assert.deepEqual(new Set(await signInAtOnce(web, 50)), new Set([200]))
    assert.isBelow(peakMemoryOf(web), LIMIT)
  }).timeout(300_000)

  test('survives 10 concurrent sign-ins with hashes of twice the cost', async ({
    assert,
    cleanup,
  }) => {
    await createUsers(10, { cost: 2 ** 17, parallelization: 1 })
    const web = await start(cleanup)

    assert.deepEqual(new Set(await signInAtOnce(web, 10)), new Set([200]))
    assert.isBelow(peakMemoryOf(web), LIMIT)
  }).timeout(300_000)
})

async function start(cleanup: (callback: () => Promise<void>) => void): Promise<WebProcess> {
  const web = await WebProcess.start({})
  cleanup(async () => void (await web.stop()))
  return web
}

/** Uses the hash parameters of production, not those of tests. */
async function createUsers(count: number, parameters: { cost: number; parallelization: number }) {
  const scrypt = new Scrypt({ ...parameters, blockSize: 8, maxMemory: 2 ** 28 })
  const password = await scrypt.make(PASSWORD)
  const people = Array.from({ length: count }, (_, number) => ({
    username: `person_${number}`,
    email: `person_${number}@example.org`,
    password,
  }))
  await db.table('users').multiInsert(people)
}

function signInAtOnce(web: WebProcess, count: number): Promise<number[]> {
  const signIn = async (username: string) => {
    const response = await web.fetch(`/api/auth/login/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password: PASSWORD }),
      signal: AbortSignal.timeout(250_000),
    })
    return response.status
  }
  return Promise.all(Array.from({ length: count }, (_, number) => signIn(`person_${number}`)))
}

/** In kB. */
function peakMemoryOf(web: WebProcess): number {
  const status = readFileSync(`/proc/${web.process.pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1])
}
