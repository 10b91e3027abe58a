import { test } from '@japa/runner'
import { send } from '#tests/support/raw_request'
import { PageSession } from '#tests/support/page_session'
import { WebProcess } from '#tests/support/web_process'
import { UserFactory } from '#database/factories/user_factory'

test.group('With TLS', (group) => {
  let web: WebProcess
  group.setup(async () => {
    web = await WebProcess.start({ APP_URL: 'https://tasks.example.org' })
    return async () => void (await web.stop())
  })

  test('cookies have the __Host- prefix', async ({ assert, cleanup }) => {
    const shown = await web.fetch('/login')
    const cookies = shown.headers.getSetCookie()
    assert.isNotEmpty(cookies)
    for (const cookie of cookies) {
      assert.match(cookie, /^__Host-/)
      assert.match(cookie, /; *Secure/i)
      assert.match(cookie, /; *Path=\/(;|$)/i)
      assert.match(cookie, /; *HttpOnly/i)
      assert.notMatch(cookie, /domain=/i)
    }
    const guest = cookies.find((cookie) => cookie.includes('_guest='))
    assert.match(guest!, /; *Max-Age=3600(;|$)/i, 'an anonymous session lasts an hour')

    const user = await UserFactory.create()
    cleanup(() => user.delete())
    const session = await PageSession.open(web, user)
    assert.isTrue(await session.isSignedIn())
    await session.signOut()
    assert.isFalse(await session.isSignedIn())
  })

  test('sends HSTS including subdomains', async ({ assert }) => {
    const { headers } = await web.fetch('/login')
    assert.match(headers.get('strict-transport-security')!, /max-age=\d{8}; includeSubDomains/)
  })
})

test.group('Without TLS', () => {
  test('sends neither', async ({ assert }) => {
    const { headers } = await send('/login')
    assert.isNull(headers.get('strict-transport-security'))
    for (const cookie of headers.getSetCookie()) assert.match(cookie, /^tasks_session/)
  })
})

test.group('Caching', () => {
  test('pages are not cached, and assets are immutable', async ({ assert }) => {
    for (const path of ['/login', '/tasks', '/profile', '/nothing', '/api/docs']) {
      const { headers } = await send(path)
      assert.equal(headers.get('cache-control'), 'no-store', path)
    }
    const { text } = await send('/login')
    const { headers } = await send(text.match(/\/assets\/[^"]+\.css/)![0])
    assert.include(headers.get('cache-control'), 'immutable')
  })
})
