import { test } from '@japa/runner'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import testUtils from '@adonisjs/core/services/test_utils'
import { as } from '#tests/support/as_user'
import { send, sendJSON } from '#tests/support/raw_request'
import { signIn } from '#tests/support/sign_in'
import { resetThrottles } from '#tests/support/throttles'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory } from '#database/factories/task_factory'

const ANONYMOUS_PATHS = ['/api/auth/login/', '/api/auth/register/', '/api/auth/refresh/']

/** One long key above many overlong texts, whose faults would each repeat the whole path. */
function bomb(keyLength: number, children: number) {
  const texts = Array.from({ length: children }, (_, n) => `"${n}": "\\u0000"`)
  return `{"${'k'.repeat(keyLength)}": {${texts.join(',')}}}`
}

test.group('Body limits | anonymous', (group) => {
  group.each.setup(() => resetThrottles())

  for (const path of ANONYMOUS_PATHS) {
    test(`${path} refuses a compressed body`, async ({ assert }) => {
      const packings = {
        gzip: gzipSync(bomb(500_000, 50_000)),
        deflate: deflateSync('{}'),
        br: brotliCompressSync('{}'),
        snappy: Buffer.from('{}'),
      }
      for (const [encoding, body] of Object.entries(packings)) {
        const answer = await sendJSON(path, new Uint8Array(body), {
          headers: { 'Content-Encoding': encoding },
        })
        assert.equal(answer.status, 415, encoding)
        assert.equal(answer.body.code, 'unsupported_encoding')
      }
    })

    test(`${path} accepts at most 16 KB of JSON or form data`, async ({ assert }) => {
      const value = 'x'.repeat(17 * 1024)
      const json = await sendJSON(path, JSON.stringify({ username: value }))
      const form = await send(path, {
        method: 'POST',
        body: new URLSearchParams({ username: value }),
      })
      for (const { status, body } of [json, form]) {
        assert.equal(status, 413)
        assert.equal(body.code, 'body_too_large')
      }
    })
  }

  test('the API checks the token before it reads the body', async ({ assert }) => {
    const body = gzipSync(bomb(500_000, 50_000))
    for (const Authorization of ['', 'Bearer a.b.c']) {
      const answer = await sendJSON('/api/tasks/', new Uint8Array(body), {
        headers: { Authorization, 'Content-Encoding': 'gzip' },
      })
      assert.equal(answer.status, 401)
    }
  })

  test('a page accepts long form fields, but neither so much JSON nor compression', async ({
    assert,
  }) => {
    const large = await sendJSON('/login', bomb(100, 5_000))
    assert.equal(large.status, 413)

    const packed = await send('/login', {
      method: 'POST',
      body: new Uint8Array(gzipSync('username=a')),
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Encoding': 'gzip',
      },
    })
    assert.equal(packed.status, 415)
  })

  test('refuses a form with a thousand fields or more', async ({ assert }) => {
    const fields = Array.from({ length: 1_100 }, (_, n) => `f${n}=1`).join('&')
    const brackets = Array.from({ length: 400 }, (_, n) => `a${'[b]'.repeat(500)}[${n}]=1`).join(
      '&'
    )
    for (const body of [fields, brackets]) {
      const answer = await send('/login', {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      })
      assert.equal(answer.status, 400)
    }
  })
})

test.group('Body limits | form field names', () => {
  test('a long name is not parsed into nested keys', async ({ assert }) => {
    for (const name of ['a['.repeat(500_000), 'a.'.repeat(500_000), '[]'.repeat(500_000)]) {
      const answer = await send('/login', {
        method: 'POST',
        body: name,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      })
      assert.equal(answer.status, 400)
      assert.include(answer.text, 'a key of more than 256 characters')
    }
  })
})

test.group('Body limits | signed in', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  const SHAPES: Record<string, string> = {
    'a long key above many faults': bomb(500_000, 20_000),
    'a key that is a little too long': bomb(257, 1),
    'many keys': `{${Array.from({ length: 60_000 }, (_, n) => `"key${n}": 1`)}}`,
    'many numbers that need care': `{"a": [1234567890123456${', 0'.repeat(300_000)}]}`,
    'many empty objects': `{"metadata": {"a": [{}${',{}'.repeat(300_000)}]}}`,
    'deep objects': `{"a": ${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
    'deep lists': `{"a": ${'['.repeat(400_000)}${']'.repeat(400_000)}}`,
    'deep lists that never end': `{"a": ${'['.repeat(900_000)}`,
    'a text that never ends': `{"a": "${'\\"'.repeat(400_000)}`,
  }

  for (const [name, body] of Object.entries(SHAPES)) {
    for (const isCompressed of [false, true]) {
      test(`${name}${isCompressed ? ', compressed,' : ''} is refused without delay`, async ({
        client,
        assert,
      }) => {
        const { access } = await signIn(client, await UserFactory.create())
        const answer = await sendJSON(
          '/api/tasks/',
          isCompressed ? new Uint8Array(gzipSync(body)) : body,
          {
            headers: {
              Authorization: `Bearer ${access}`,
              ...(isCompressed && { 'Content-Encoding': 'gzip' }),
            },
          }
        )
        assert.equal(answer.status, 400, answer.text)
        assert.equal(answer.body.code, 'malformed_body')
        assert.isBelow(answer.text.length, 2_000)
      }).timeout(30_000)
    }
  }

  test('many deeply nested faults give a short response', async ({ client, assert }) => {
    const deep = (inner: string) =>
      `${`{"${'k'.repeat(256)}": `.repeat(28)}${inner}${'}'.repeat(28)}`
    const texts = Array.from({ length: 9_000 }, (_, n) => `"${n}": "\\u0000"`)
    const body = `{"title": "A", "metadata": ${deep(`{${texts}}`)}}`

    const { access } = await signIn(client, await UserFactory.create())
    const answer = await sendJSON('/api/tasks/', body, {
      headers: { Authorization: `Bearer ${access}` },
    })
    assert.equal(answer.status, 422)
    assert.isAtMost(answer.body.errors.length, 100)
    assert.isBelow(answer.text.length, 100_000)
  }).timeout(30_000)

  test('refuses a decompression bomb above 1 MB', async ({ client, assert }) => {
    const { access } = await signIn(client, await UserFactory.create())
    const body = `{"title": "${'x'.repeat(100_000_000)}"}`
    for (const [encoding, packed] of Object.entries({ gzip: gzipSync(body) })) {
      const answer = await sendJSON('/api/tasks/', new Uint8Array(packed), {
        headers: { 'Authorization': `Bearer ${access}`, 'Content-Encoding': encoding },
      })
      assert.equal(answer.status, 413)
    }
  })

  test('answers 400 if the body does not match its encoding', async ({ client, assert }) => {
    const { access } = await signIn(client, await UserFactory.create())
    const json = Buffer.from(JSON.stringify({ title: 'x'.repeat(1_000) }))
    const broken: [string, Uint8Array, string][] = [
      ['br', Buffer.from('this is not Brotli'), 'malformed_body'],
      ['br', brotliCompressSync(json).subarray(0, 10), 'incomplete_body'],
      ['gzip', Buffer.from('this is not gzip'), 'malformed_body'],
      ['gzip', gzipSync(json).subarray(0, 20), 'incomplete_body'],
      ['deflate', deflateSync(json, { dictionary: Buffer.from('abc') }), 'malformed_body'],
    ]
    for (const [encoding, body, code] of broken) {
      const answer = await sendJSON('/api/tasks/', new Uint8Array(body), {
        headers: { 'Authorization': `Bearer ${access}`, 'Content-Encoding': encoding },
      })
      assert.equal(answer.status, 400, `${encoding}: ${answer.text}`)
      assert.equal(answer.body.code, code)
    }
  })

  test('accepts everything within the documented limits, also compressed', async ({
    client,
    assert,
  }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: user.id }).create()
    const metadata = { list: Array.from({ length: 7_000 }, () => 0), ['k'.repeat(256)]: '☕' }
    const changed = await as(client, user).patch(`/api/tasks/${task.id}/`, {
      description: '🙂'.repeat(50_000),
      metadata,
    })
    changed.assertStatus(200)
    assert.deepEqual(changed.body().metadata, metadata)

    const { access } = await signIn(client, user)
    for (const [encoding, pack] of [
      ['gzip', gzipSync] as const,
      ['br', brotliCompressSync] as const,
    ]) {
      const answer = await sendJSON('/api/tasks/', new Uint8Array(pack('{"title": "Packed"}')), {
        headers: { 'Authorization': `Bearer ${access}`, 'Content-Encoding': encoding },
      })
      assert.equal(answer.status, 201)
    }
  })
})
