import { test } from '@japa/runner'
import { send } from '#tests/support/raw_request'

test.group('Refused forms', () => {
  test('show the input and the reason, without the password', async ({ assert }) => {
    const { cookie, csrf } = await open('/login')
    const page = await submit('/login', cookie, {
      _csrf: csrf,
      username: 'somebody <else>',
      password: 'not the password',
    })
    assert.include(page, 'value="somebody &lt;else&gt;"')
    assert.notInclude(page, 'not the password')
    assert.match(page, /role="alert"/)
  })

  test('show the input after the CSRF token expired', async ({ assert }) => {
    const { cookie } = await open('/register')
    const form = {
      _csrf: 'from-another-day',
      username: 'ada',
      email: 'ada@example.org',
      password: 'a long and quiet river',
    }
    const page = await submit('/register', cookie, form, { Origin: `http://${hostOf()}` })
    assert.include(page, 'The form had expired')
    assert.include(page, 'value="ada@example.org"')
    assert.notInclude(page, 'a long and quiet river')
  })

  test('show each fault beside its field', async ({ assert }) => {
    const { cookie, csrf } = await open('/register')
    const page = await submit('/register', cookie, {
      _csrf: csrf,
      username: 'a',
      email: 'not an address',
      password: 'a long and quiet river',
      colour: 'red',
    })
    assert.include(page, 'Username must have at least 3 characters')
    assert.include(page, 'Email must be an email address')
  })

  test('work for browsers that send no Referer', async ({ assert }) => {
    const hidden: Record<string, string>[] = [{}, { Referer: 'https://elsewhere.example/login' }]
    for (const headers of hidden) {
      const { cookie, csrf } = await open('/login')
      const fields = { _csrf: csrf, username: 'somebody', password: 'not the password' }
      const page = await submit('/login', cookie, fields, headers)
      assert.include(page, 'value="somebody"')
      assert.match(page, /role="alert"/)
    }
  })

  async function open(path: string) {
    const { headers, text } = await send(path)
    return {
      cookie: cookieOf(headers),
      csrf: /name=['"]_csrf['"] value=['"]([^'"]+)/.exec(text)![1],
    }
  }

  /** Submits the form and returns the resulting page. */
  async function submit(
    path: string,
    cookie: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {}
  ) {
    const { text } = await send(path, {
      method: 'POST',
      headers: { Cookie: cookie, ...headers },
      body: new URLSearchParams(fields),
    })
    return text
  }

  function cookieOf(headers: Headers): string {
    return headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }

  function hostOf(): string {
    return `${process.env.HOST}:${process.env.PORT}`
  }
})
