import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import env from '#start/env'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { WebProcess } from '#tests/support/web_process'
import { SeverableProxy } from '#tests/support/severable_proxy'

/**
 * An upper bound for a 503: the product's longest timeout, six seconds, doubled for a busy machine.
 */
const RESPONSE_TIMEOUT_MS = 12_000

/** An upper bound for a health check; the product gives up after two seconds. */
const HEALTH_TIMEOUT_MS = 5_000

test.group('PostgreSQL or Redis unavailable', (group) => {
  const database = new SeverableProxy(new URL(env.get('DATABASE_URL')))
  const redis = new SeverableProxy(new URL(env.get('REDIS_URL')))
  let web: WebProcess

  group.setup(async () => {
    web = await WebProcess.start({
      DATABASE_URL: await database.open(),
      REDIS_URL: await redis.open(),
      DATABASE_POOL_SIZE: '2',
    })
    return async () => {
      await web.stop()
      await Promise.all([database.cut(), redis.cut()])
    }
  })

  group.each.setup(async () => {
    await untilReady()
    return async () => {
      await Promise.all([database.restore(), redis.restore()])
    }
  })

  test('without PostgreSQL the API answers 503 with Retry-After, and recovers', async ({
    assert,
  }) => {
    assert.equal(await statusOf(signIn()), 401)
    await database.cut()

    const began = performance.now()
    const refused = await signIn()
    const problem: any = await refused.json()

    assert.equal(refused.status, 503)
    assert.equal(refused.headers.get('content-type'), 'application/problem+json')
    assert.isAbove(Number(refused.headers.get('retry-after')), 0)
    assert.equal(problem.code, 'service_unavailable')
    assert.isBelow(performance.now() - began, RESPONSE_TIMEOUT_MS)

    await database.restore()
    await untilReady()
    assert.equal(await statusOf(signIn()), 401)
  })

  test('a hanging PostgreSQL and an exhausted pool also answer 503', async ({ assert }) => {
    await signIn()
    database.freeze()

    const began = performance.now()
    const refusals = await Promise.all([signIn(), signIn(), signIn(), signIn()])
    for (const refused of refusals) assert.equal(refused.status, 503)
    assert.isBelow(performance.now() - began, RESPONSE_TIMEOUT_MS)

    await database.restore()
    await untilReady()
    assert.equal(await statusOf(signIn()), 401)
  })

  for (const failure of ['cut', 'freeze'] as const) {
    test(`with Redis ${failure} off, pages and API answer 503 and recover`, async ({ assert }) => {
      assert.equal(await statusOf(web.fetch('/login')), 200)
      await redis[failure]()

      const began = performance.now()
      const [page, api] = await Promise.all([web.fetch('/login'), signIn()])

      assert.equal(page.status, 503)
      assert.include(page.headers.get('content-type'), 'text/html')
      assert.isAbove(Number(page.headers.get('retry-after')), 0)
      assert.equal(api.status, 503)
      assert.equal(api.headers.get('content-type'), 'application/problem+json')
      assert.isBelow(performance.now() - began, RESPONSE_TIMEOUT_MS)

      await redis.restore()
      await untilReady()
      assert.equal(await statusOf(web.fetch('/login')), 200)
      assert.equal(await statusOf(signIn()), 401)
    })
  }

  test('readiness quickly names the unavailable server, and liveness stays up', async ({
    assert,
  }) => {
    database.freeze()
    await redis.cut()

    const began = performance.now()
    const [live, ready] = await Promise.all([web.fetch('/health/live'), web.fetch('/health/ready')])
    const readiness: any = await ready.json()

    assert.equal(live.status, 200)
    assert.equal(ready.status, 503)
    assert.isBelow(performance.now() - began, HEALTH_TIMEOUT_MS)
    assert.equal(readiness.status, 'unavailable')
    assert.equal(readiness.checks.database.status, 'unavailable')
    assert.equal(readiness.checks.redis.status, 'unavailable')
    assert.equal(readiness.checks.migrations.status, 'unavailable')
    assert.notMatch(JSON.stringify(readiness), /postgres:|redis:\/\/|127\.0\.0\.1/)
  })

  test('terminated PostgreSQL connections are replaced', async ({ assert }) => {
    await signIn()
    await db.rawQuery(`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
    `)

    assert.include([401, 503], await statusOf(signIn()))
    await untilReady()
    assert.equal(await statusOf(signIn()), 401)
  })

  test('the process survives all outages', ({ assert }) => {
    assert.isTrue(web.isRunning)
  })

  function signIn() {
    return web.fetch('/api/auth/login/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: `nobody-${randomUUID()}`, password: 'not a password' }),
    })
  }

  async function statusOf(answer: Promise<Response>) {
    const { status } = await answer
    return status
  }

  function untilReady() {
    return waitUntil(async () => (await statusOf(web.fetch('/health/ready'))) === 200)
  }
})

test.group('PostgreSQL and Redis unavailable at startup', () => {
  test('the web process starts, logs it, and serves once they are available', async ({
    assert,
    cleanup,
  }) => {
    const database = new SeverableProxy(new URL(env.get('DATABASE_URL')))
    const redis = new SeverableProxy(new URL(env.get('REDIS_URL')))
    const addresses = { DATABASE_URL: await database.open(), REDIS_URL: await redis.open() }
    await Promise.all([database.cut(), redis.cut()])

    const web = await WebProcess.start(addresses)
    cleanup(async () => {
      await web.stop()
      await Promise.all([database.cut(), redis.cut()])
    })
    const { status: before } = await web.fetch('/health/ready')
    assert.equal(before, 503)

    await Promise.all([database.restore(), redis.restore()])
    await waitUntil(async () => {
      const { status } = await web.fetch('/health/ready')
      return status === 200
    })
  })
})

async function waitUntil(holds: () => Promise<boolean>) {
  const deadline = performance.now() + 60_000
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('It did not recover')
    await wait(100)
  }
}
