import { once } from 'node:events'
import { connect } from 'node:net'
import { Agent, request } from 'node:http'
import { test } from '@japa/runner'
import env from '#start/env'
import { SeverableProxy } from '#tests/support/severable_proxy'
import { PASSWORD, UserFactory } from '#database/factories/user_factory'
import { WebProcess } from '#tests/support/web_process'

test.group('Graceful shutdown and logging of the web process', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`on ${signal} finishes requests in flight and exits`, async ({ assert }) => {
      const web = await WebProcess.start({})
      const slow = await halfSent(web)
      const idle = new Agent({ keepAlive: true })
      await answered(request(`${web.url}/health/live`, { agent: idle }).end())

      const stopped = web.stop(signal)
      await refusesConnections(web)
      slow.end('{}')
      const response = await answered(slow)

      assert.equal(response.statusCode, 422)
      assert.equal(await stopped, 0)
      idle.destroy()
    })
  }

  test('exits despite a request that never ends', async ({ assert }) => {
    const web = await WebProcess.start({})
    const endless = await halfSent(web)
    endless.on('error', () => {})

    const began = performance.now()
    assert.equal(await web.stop(), 0)
    assert.isBelow(performance.now() - began, 15_000)
  })

  test('exits despite hanging servers', async ({ assert }) => {
    const database = new SeverableProxy(new URL(env.get('DATABASE_URL')))
    const redis = new SeverableProxy(new URL(env.get('REDIS_URL')))
    const web = await WebProcess.start({
      DATABASE_URL: await database.open(),
      REDIS_URL: await redis.open(),
    })
    await web.fetch('/health/ready')
    database.freeze()
    redis.freeze()

    const began = performance.now()
    await web.stop()
    assert.isBelow(performance.now() - began, 15_000)
    await Promise.all([database.cut(), redis.cut()])
  })

  test('logs each request as JSON with its user, without secrets', async ({ assert, cleanup }) => {
    const user = await UserFactory.create()
    cleanup(() => user.delete())
    const web = await WebProcess.start({})

    const signedIn = await web.fetch('/api/auth/login/?token=another-secret', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Request-Id': 'from-the-caller' },
      body: JSON.stringify({ username: user.username, password: PASSWORD }),
    })
    const { access, refresh }: any = await signedIn.json()
    await web.fetch('/api/users/me/', { headers: { Authorization: `Bearer ${access}` } })
    await web.stop()

    const [login, me] = web.log.filter(({ msg }) => msg === 'request')
    assert.containsSubset(login, {
      service: 'app',
      method: 'POST',
      path: '/api/auth/login/',
      status: 200,
      request_id: 'from-the-caller',
    })
    assert.containsSubset(me, { method: 'GET', path: '/api/users/me/', user_id: user.id })
    assert.isNumber(me.ms)
    for (const secret of ['another-secret', PASSWORD, access, refresh]) {
      assert.notInclude(JSON.stringify(web.log), secret)
    }
  })

  /** A request whose headers were received and whose body is pending. */
  async function halfSent(web: WebProcess) {
    const slow = request(`${web.url}/api/auth/login/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Expect': '100-continue' },
    })
    slow.flushHeaders()
    await once(slow, 'continue')
    return slow
  }

  async function answered(sent: ReturnType<typeof request>) {
    const [response] = await once(sent, 'response')
    response.resume()
    await once(response, 'end')
    return response
  }

  async function refusesConnections(web: WebProcess) {
    for (;;) {
      const socket = connect(Number(new URL(web.url).port), '127.0.0.1')
      const refused = await Promise.race([
        once(socket, 'connect').then(() => false),
        once(socket, 'error').then(() => true),
      ]).catch(() => true)
      socket.destroy()
      if (refused) return
    }
  }
})
