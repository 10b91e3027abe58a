import { get as request, type IncomingHttpHeaders } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { test } from '@japa/runner'
import env from '#start/env'
import { createHttpServer } from '#core/http/http_server'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import testUtils from '@adonisjs/core/services/test_utils'
import { signIn } from '#tests/support/sign_in'
import { resetThrottles } from '#tests/support/throttles'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory } from '#database/factories/task_factory'

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
}

/** The raw response, not decompressed. */
async function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: env.get('HOST'), port: env.get('PORT'), path, headers }, async (response) => {
      const bytes = await buffer(response)
      resolve({ status: response.statusCode!, headers: response.headers, bytes })
    }).on('error', reject)
  })
}

const ENCODINGS = [
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
] as const

test.group('Compression', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  for (const path of ['/login', '/api/openapi.json', '/api/docs']) {
    test(`${path} is compressed with Brotli or gzip if accepted`, async ({ assert }) => {
      const plain = await get(path)
      assert.isUndefined(plain.headers['content-encoding'])

      for (const [encoding, unpack] of ENCODINGS) {
        const { headers, bytes } = await get(path, { 'Accept-Encoding': encoding })
        assert.equal(headers['content-encoding'], encoding)
        assert.include(headers.vary!.toLowerCase(), 'accept-encoding')
        assert.isBelow(bytes.length, plain.bytes.length / 2)
        assert.isAbove(unpack(bytes).length, plain.bytes.length * 0.9)
      }
    })
  }

  test('skips short and precompressed responses', async ({ assert }) => {
    const short = await get('/api/nothing', { 'Accept-Encoding': 'br, gzip' })
    assert.isUndefined(short.headers['content-encoding'])
    assert.equal(JSON.parse(short.bytes.toString()).code, 'not_found')

    const page = await get('/login')
    const [stylesheet] = page.bytes.toString().match(/\/assets\/[^"]+\.css/)!
    const original = await get(stylesheet)
    for (const [encoding, unpack] of ENCODINGS) {
      const packed = await get(stylesheet, { 'Accept-Encoding': encoding })
      assert.equal(packed.headers['content-encoding'], encoding)
      assert.equal(unpack(packed.bytes).toString(), original.bytes.toString())
    }
  })

  test('ETags vary by encoding, and any of them matches', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({
      createdById: user.id,
      description: 'Some words. '.repeat(500),
    }).create()
    const { access } = await signIn(client, user)
    const ask = (headers: Record<string, string>) =>
      get(`/api/tasks/${task.id}/`, { Authorization: `Bearer ${access}`, ...headers })

    const plain = await ask({})
    const packed = await ask({ 'Accept-Encoding': 'br' })
    assert.equal(packed.headers['content-encoding'], 'br')
    assert.notEqual(plain.headers.etag, packed.headers.etag)

    for (const etag of [plain.headers.etag!, packed.headers.etag!, `W/${packed.headers.etag}`]) {
      for (const accepted of ['br', 'gzip', 'identity']) {
        const fresh = await ask({ 'If-None-Match': etag, 'Accept-Encoding': accepted })
        assert.equal(fresh.status, 304, etag)
        assert.equal(fresh.headers.etag, etag)
      }
      const stale = await ask({ 'If-None-Match': etag.replace('1.', '2.') })
      assert.equal(stale.status, 200)
    }

    const changed = await client
      .patch(`/api/tasks/${task.id}/`)
      .bearerToken(access)
      .header('If-Match', packed.headers.etag!)
      .json({ title: 'Renamed' })
    changed.assertStatus(200)
    const again = await client
      .patch(`/api/tasks/${task.id}/`)
      .bearerToken(access)
      .header('If-Match', packed.headers.etag!)
      .json({ title: 'Renamed again' })
    again.assertStatus(412)
  })

  test('does not buffer an event stream', async ({ assert }) => {
    const server = createHttpServer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' })
      response.write('data: now\n\n')
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo

    try {
      const answer = await fetch(`http://127.0.0.1:${port}/`)
      const { value } = await answer.body!.getReader().read()
      assert.equal(new TextDecoder().decode(value), 'data: now\n\n')
      assert.isNull(answer.headers.get('content-encoding'))
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})
