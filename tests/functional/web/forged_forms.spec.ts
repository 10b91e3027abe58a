import { test } from '@japa/runner'
import { Redis } from 'ioredis'
import env from '#start/env'
import { WebProcess } from '#tests/support/web_process'

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }
const FOREIGN = { ...FORM, 'Origin': 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
const SAME_SITE = { ...FORM, 'Origin': 'http://evil.localhost', 'Sec-Fetch-Site': 'same-site' }

test.group('Forms without a valid CSRF token', (group) => {
  let web: WebProcess
  let redis: Redis

  group.setup(async () => {
    const url = new URL(env.get('REDIS_URL'))
    url.pathname = '/8'
    redis = new Redis(url.href)
    web = await WebProcess.start({ REDIS_URL: url.href })
    return async () => {
      await web.kill()
      await redis.flushdb()
      redis.disconnect()
    }
  })

  test('store nothing for anonymous requests, whatever they send', async ({ assert }) => {
    const body = `username=${'x'.repeat(20_000)}&${'x'.repeat(250)}=1&first_name[a][b]=c`
    for (const path of ['/login', '/register', '/tasks', '/tasks/1/comments', '/theme']) {
      for (const headers of [
        FORM,
        FOREIGN,
        SAME_SITE,
        { ...FOREIGN, Referer: `${web.url}/login` },
      ]) {
        const { status } = await post(path, body, headers)
        assert.oneOf(status, [403, 413], path)
      }
    }
    for (const path of ['/login', `/tasks?search=${'x'.repeat(8000)}`, '/register', '/profile']) {
      await web.fetch(path, { redirect: 'manual' })
    }
    assert.equal(await redis.dbsize(), 0)
  })

  test('from another site neither replace the session nor show anything', async ({ assert }) => {
    for (const path of ['/login', '/register', '/tasks', '/logout']) {
      for (const headers of [FORM, FOREIGN, SAME_SITE]) {
        const answer = await post(path, 'username=mallory&title=mallory', headers)
        assert.deepEqual(answer.headers.getSetCookie(), [], path)
        assert.notInclude(await answer.text(), 'mallory')
      }
    }
  })

  test('leave an existing anonymous session unchanged', async ({ assert }) => {
    const shown = await web.fetch('/login')
    const cookies = shown.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    const headers = { ...FORM, Cookie: cookies.join('; ') }
    const refused = await post('/login', 'username=mallory', headers)

    assert.equal(refused.status, 403)
    assert.deepEqual(refused.headers.getSetCookie(), [])
    const again = await web.fetch('/login', { headers })
    assert.notInclude(await again.text(), 'mallory')
  })

  test('from our own page show the input again and save nothing', async ({ assert }) => {
    const before = await redis.dbsize()
    const answer = await post('/login', 'username=ada&password=secret', {
      ...FORM,
      Origin: web.url,
    })
    const page = await answer.text()

    assert.equal(answer.status, 403)
    assert.include(page, 'value="ada"')
    assert.notInclude(page, 'secret')
    assert.equal(await redis.dbsize(), before)
  })

  function post(path: string, body: string, headers: Record<string, string>) {
    return web.fetch(path, { method: 'POST', body, headers, redirect: 'manual' })
  }
})
