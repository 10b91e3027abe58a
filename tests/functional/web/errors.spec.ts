import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import OutboxEvent from '#events/models/outbox_event'
import { as } from '#tests/support/as_user'
import { UserFactory } from '#database/factories/user_factory'
import { send, sendBytes, sendJSON } from '#tests/support/raw_request'

test.group('Errors | addresses', () => {
  test('an unknown API path gets a problem document', async ({ assert }) => {
    const { status, headers, body } = await send('/api/nothing/')

    assert.equal(status, 404)
    assert.equal(headers.get('content-type'), 'application/problem+json')
    assert.deepEqual(body, {
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'not_found',
      detail: 'No such page or route',
      instance: '/api/nothing/',
    })
  })

  test('other unknown paths get a page, or JSON for JSON-only clients', async ({ assert }) => {
    const page = await send('/nothing', { headers: { Accept: 'text/html' } })
    assert.equal(page.status, 404)
    assert.match(page.headers.get('content-type')!, /^text\/html/)
    assert.include(page.text, '<h1')

    const json = await send('/nothing', { headers: { Accept: 'application/json' } })
    assert.equal(json.headers.get('content-type'), 'application/problem+json')
  })

  test('a wrong method gets 405 with Allow', async ({ assert }) => {
    for (const path of ['/api/tags', '/api/tags/']) {
      const { status, headers, body } = await send(path, { method: 'DELETE' })
      assert.equal(status, 405)
      assert.equal(headers.get('allow'), 'GET, HEAD, POST, OPTIONS')
      assert.equal(body.code, 'method_not_allowed')
    }
    const page = await send('/login', { method: 'PUT', headers: { Accept: 'text/html' } })
    assert.equal(page.status, 405)
    assert.match(page.headers.get('content-type')!, /^text\/html/)
  })

  test('OPTIONS lists the methods, and HEAD answers like GET without a body', async ({
    assert,
  }) => {
    const options = await send('/api/tags/', { method: 'OPTIONS' })
    assert.equal(options.status, 204)
    assert.equal(options.headers.get('allow'), 'GET, HEAD, POST, OPTIONS')

    const head = await send('/api/tags/', { method: 'HEAD' })
    assert.equal(head.status, 401)
    assert.equal(head.text, '')
  })

  test('a path that is not UTF-8 is malformed, in the API and on pages', async ({ assert }) => {
    for (const path of ['/api/tasks/%ff', '/api/%c0%80', '/api/tasks/%']) {
      const { status, headers, body } = await send(path)
      assert.equal(status, 400, path)
      assert.equal(headers.get('content-type'), 'application/problem+json')
      assert.equal(body.code, 'malformed_url')
    }
    const page = await send('/tasks/%ff')
    assert.equal(page.status, 400)
    assert.match(page.headers.get('content-type')!, /^text\/html/)
  })

  test('an invalid id is not found', async ({ assert }) => {
    const ids = ['0', '-1', '1.5', '1e3', 'abc', '%00', '99999999999999999', '9223372036854775808']
    for (const id of ids) {
      const { status, body } = await send(`/api/tasks/${id}/`)
      assert.equal(status, 404, id)
      assert.equal(body.code, 'not_found')
    }
  })

  test('refuses overlong URLs and headers', async ({ assert }) => {
    const { status, body } = await send(`/api/tasks/?search=${'x'.repeat(20_000)}`)
    assert.equal(status, 431)
    assert.equal(body.code, 'headers_too_large')
  })

  test('refuses requests that are not HTTP', async ({ assert }) => {
    const answer = await sendBytes('HELLO\r\n\r\n')
    assert.match(answer, /^HTTP\/1\.1 400 Bad Request\r\n/)
    assert.include(answer, 'application/problem+json')
    assert.include(answer, 'malformed_request')
  })

  test('method spoofing is ignored by the API, and an invalid method causes no 500', async ({
    assert,
  }) => {
    const onAPI = await sendJSON('/api/tags/?_method=DELETE', '{}')
    assert.equal(onAPI.status, 401)

    for (const query of ['_method[]=PUT', '_method=TRACE', '_method=', '_method[a]=b']) {
      const { status } = await send(`/login?${query}`, { method: 'POST' })
      assert.isBelow(status, 500, query)
    }
  })
})

test.group('Errors | bodies', () => {
  const LOGIN = '/api/auth/login/'

  test('refuses JSON other than objects', async ({ assert }) => {
    const bodies = [
      '{"username": ',
      'null',
      '7',
      '"text"',
      '[]',
      '[{}]',
      'true',
      '{} {}',
      '\0',
      '﻿',
    ]
    for (const body of bodies) {
      const answer = await sendJSON(LOGIN, body)
      assert.equal(answer.status, 400, body)
      assert.equal(answer.body.code, 'malformed_body')
    }
  })

  test('refuses bytes that are not UTF-8 instead of replacing them', async ({ assert }) => {
    const { status, body } = await sendJSON(LOGIN, Buffer.from('{"username": "\xff"}', 'latin1'))
    assert.equal(status, 400)
    assert.equal(body.code, 'malformed_body')
  })

  test('refuses deeply nested JSON', async ({ assert }) => {
    for (const [open, close] of [
      ['{"a":', '}'],
      ['[', ']'],
    ]) {
      const levels = 2_000
      const bomb = `{"username":${open.repeat(levels)}1${close.repeat(levels)}}`
      const { status, body } = await sendJSON(LOGIN, bomb)
      assert.equal(status, 400)
      assert.equal(body.code, 'malformed_body')
    }
  })

  test('refuses ten megabytes, with or without Content-Length', async ({ assert }) => {
    const huge = `{"username": "${'x'.repeat(10_000_000)}"}`
    const said = await sendJSON(LOGIN, huge)
    assert.equal(said.status, 413)
    assert.equal(said.body.code, 'body_too_large')

    const unsaid = await sendJSON(LOGIN, new Blob([huge]).stream(), { duplex: 'half' } as any)
    assert.equal(unsaid.status, 413)
  })

  test('a client that reads only after sending everything gets the 413', async ({ assert }) => {
    const head = [
      `POST ${LOGIN} HTTP/1.1`,
      'Host: localhost',
      'Content-Type: application/json',
      'Content-Length: 10000000',
    ]
    const answer = await sendBytes(`${head.join('\r\n')}\r\n\r\n${'x'.repeat(10_000_000)}`)
    assert.match(answer, /^HTTP\/1.1 413 /)
  })

  test('accepts only JSON, and forms for pages', async ({ assert }) => {
    const form = new FormData()
    form.set('username', 'ada')

    for (const init of [
      { body: 'username: ada', headers: { 'Content-Type': 'text/plain' } },
      { body: '<a/>', headers: { 'Content-Type': 'application/xml' } },
      { body: form },
    ]) {
      const { status, body, headers } = await send(LOGIN, { method: 'POST', ...init })
      assert.equal(status, 415)
      assert.equal(body.code, 'unsupported_media_type')
      assert.equal(headers.get('accept'), 'application/json')
    }
    const packed = await sendJSON(LOGIN, '{}', { headers: { 'Content-Encoding': 'snappy' } })
    assert.equal(packed.status, 415)
    assert.equal(packed.body.code, 'unsupported_encoding')
  })

  test('treats a missing body as empty', async ({ assert }) => {
    const { status, body } = await send(LOGIN, { method: 'POST' })
    assert.equal(status, 422)
    assert.sameMembers(
      body.errors.map(({ field }: any) => field),
      ['username', 'password']
    )
  })

  test('reports all faults of a body at once, by field', async ({ assert }) => {
    const { status, body } = await sendJSON(
      LOGIN,
      '{"toString": {"admin": true}, "valueOf": 1, "username": "a\\u0000b", "password": 7, "email": null}'
    )
    assert.equal(status, 422)
    assert.equal(body.code, 'validation_failed')
    assert.sameDeepMembers(
      body.errors.map(({ field, code }: any) => [field, code]),
      [
        ['toString', 'unknown_field'],
        ['valueOf', 'unknown_field'],
        ['username', 'nul_byte'],
        ['password', 'string'],
        ['email', 'required'],
      ]
    )
  })

  test('refuses a lone surrogate', async ({ assert }) => {
    const { body } = await sendJSON(LOGIN, '{"username": "\\ud800", "password": "x"}')
    assert.deepInclude(body.errors[0], { field: 'username', code: 'malformed_text' })

    const registration = await sendJSON('/api/auth/register/', '{"email": "\\ud800"}')
    assert.equal(registration.status, 422)
    assert.deepInclude(registration.body.errors[0], { field: 'email', code: 'malformed_text' })
  })

  test('keeps the response short for any input', async ({ assert }) => {
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, n) => [`field_${n}`, n]))
    const flood = await sendJSON(LOGIN, JSON.stringify(many))
    assert.equal(flood.status, 422)
    assert.isBelow(flood.text.length, 50_000)

    const long = await sendJSON(LOGIN, JSON.stringify({ ['k'.repeat(9_000)]: 1 }))
    assert.equal(long.status, 400)
    assert.isBelow(long.text.length, 5_000)
  })
})

test.group('Errors | headers of every response', () => {
  const ANSWERS: [string, RequestInit?][] = [
    ['/api/tags/'],
    ['/api/nothing'],
    [
      '/api/auth/login/',
      { method: 'POST', body: '{', headers: { 'Content-Type': 'application/json' } },
    ],
    ['/api/tasks/%ff'],
    ['/health/live'],
    ['/login'],
    ['/nothing'],
  ]

  for (const [path, init] of ANSWERS) {
    test(`${init?.method ?? 'GET'} ${path} has a request id and nosniff`, async ({ assert }) => {
      const { headers, text } = await send(path, init)

      assert.match(headers.get('x-request-id')!, /^[\w-]{36}$/)
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.isNull(headers.get('x-powered-by'))
      assert.notMatch(text, /node_modules|\n\s+at /)
    })
  }

  test('a client may set the request id, in safe characters only', async ({ assert }) => {
    const named = await send('/health/live', { headers: { 'X-Request-Id': 'job-7.retry:2' } })
    assert.equal(named.headers.get('x-request-id'), 'job-7.retry:2')

    for (const id of ['a b', '{"level":60}', 'x'.repeat(65)]) {
      const renamed = await send('/health/live', { headers: { 'X-Request-Id': id } })
      assert.notEqual(renamed.headers.get('x-request-id'), id)
    }
  })

  test('the request id is recorded with each change', async ({ client, assert, cleanup }) => {
    cleanup(await testUtils.db().wrapInGlobalTransaction())
    const user = await UserFactory.create()
    const name = 'x'.repeat(64)
    const response = await as(client, user)
      .post('/api/tasks/', { title: 'Named by its caller' })
      .header('X-Request-Id', name)

    response.assertStatus(201)
    response.assertHeader('x-request-id', name)
    const event = await OutboxEvent.query().where('key', response.body().id).firstOrFail()
    assert.equal(event.requestId, name)
  })

  test("pages have a strict content security policy and can't be framed", async ({ assert }) => {
    for (const path of ['/login', '/nothing']) {
      const { headers } = await send(path)
      assert.include(headers.get('content-security-policy')!, "default-src 'self'")
      assert.include(headers.get('content-security-policy')!, "frame-ancestors 'none'")
      assert.equal(headers.get('x-frame-options'), 'DENY')
    }
    const api = await send('/api/nothing')
    assert.equal(
      api.headers.get('content-security-policy'),
      "default-src 'none'; frame-ancestors 'none'"
    )
  })
})
