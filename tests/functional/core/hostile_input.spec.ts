import fc from 'fast-check'
import { test } from '@japa/runner'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import { send, sendBytes, sendJSON } from '#tests/support/raw_request'
import { createFixtures } from '#tests/support/fixtures'
import { hostileBodies, hostileQueries } from '#tests/support/hostile_input'
import { resetThrottles } from '#tests/support/throttles'
import { documentedRoutes, type DocumentedRoute } from '#api/contract/documented_route'

const TRIES = 25

test.group('Hostile input', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  for (const route of routes(({ contract }) => contract?.body !== undefined)) {
    test(`${route.method.toUpperCase()} ${route.path} survives any JSON`, async ({ client }) => {
      const { admin, fillPath } = await createFixtures()
      const known = Object.keys(propertiesOf(route.contract!.body!))

      await fc.assert(
        fc.asyncProperty(hostileBodies(known), fc.boolean(), async (replaced, isComplete) => {
          const body = { ...(isComplete ? (route.contract!.example as object) : {}), ...replaced }
          const path = fillPath(route.path)
          assertNoCrash(await call(client, route, path, admin).json(body), body)
        }),
        { numRuns: TRIES }
      )
    })
  }

  for (const route of routes(({ contract }) => contract?.query !== undefined)) {
    test(`GET ${route.path} survives any query string`, async ({ client }) => {
      const { admin, fillPath } = await createFixtures()
      const known = Object.keys(propertiesOf(route.contract!.query!))

      await fc.assert(
        fc.asyncProperty(hostileQueries(known), async (parameters) => {
          const path = `${fillPath(route.path)}?${new URLSearchParams(parameters)}`
          assertNoCrash(await call(client, route, path, admin), parameters)
        }),
        { numRuns: TRIES * 2 }
      )
    })
  }

  test('any bytes as a body get a 4xx', async ({ assert }) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const { status, body } = await sendJSON(
          '/api/auth/login/',
          bytes as Uint8Array<ArrayBuffer>
        )
        assert.include([400, 422], status)
        assert.include(['malformed_body', 'validation_failed'], body.code)
      })
    )
  })

  test('any path gets a response', async ({ assert }) => {
    const parts = fc.oneof(
      fc.constantFrom(
        'api',
        'tasks',
        'users',
        'me',
        'teams',
        'login',
        '..',
        '%00',
        '%2f',
        '%ff',
        ''
      ),
      fc.string({ unit: 'binary' }).map((text) => encodeURIComponent(text.toWellFormed()))
    )
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { maxLength: 6 }), async (segments) => {
        const { status } = await send(`/${segments.join('/')}`)
        assert.isBelow(status, 500)
      })
    )
  })

  test('any headers get a response', async ({ assert }) => {
    const names = fc.constantFrom(
      ...['authorization', 'cookie', 'accept', 'accept-language', 'if-match', 'if-none-match'],
      ...[
        'range',
        'referer',
        'x-forwarded-for',
        'x-forwarded-host',
        'x-forwarded-proto',
        'forwarded',
      ]
    )
    const values = fc.oneof(
      fc.constantFrom(
        'Bearer ',
        'Bearer a.b.c',
        'Bearer oat_MQ.x',
        'Basic !',
        'W/"',
        '*',
        ';',
        '='
      ),
      fc.constantFrom(
        'tasks_session=s%3A%ff',
        'tasks_session=e:x; a',
        '__proto__=1',
        'a='.repeat(500)
      ),
      fc.string({
        unit: fc
          .oneof(fc.integer({ min: 33, max: 126 }), fc.integer({ min: 160, max: 255 }))
          .map((code) => String.fromCharCode(code)),
      })
    )
    const paths = fc.constantFrom('/login', '/tasks', '/api/users/me/', '/api/tasks/1/', '/nothing')

    await fc.assert(
      fc.asyncProperty(paths, fc.dictionary(names, values), async (path, headers) => {
        const { status } = await send(path, { headers })
        assert.isBelow(status, 500)
      })
    )
  })

  test('an HTTP/1.0 client without a Host header gets a response', async ({ assert }) => {
    for (const path of ['/login', '/api/tasks/', '/nothing']) {
      const answer = await sendBytes(`GET ${path} HTTP/1.0\r\n\r\n`)
      assert.match(answer, /^HTTP\/1\.1 [234]/)
    }
  })

  test('refuses brackets and repeated parameters by name', async ({ client, assert }) => {
    const { admin } = await createFixtures()
    const refusals = {
      'role[]=admin': 'role[]',
      'search[a]=b': 'search[a]',
      'search=a&search=b': 'search',
      'page=1&page=2': 'page',
      '__proto__=1': '__proto__',
      'constructor[prototype]=1': 'constructor[prototype]',
    }
    for (const [query, field] of Object.entries(refusals)) {
      const response = await client.get(`/api/users/?${query}`).withGuard('jwt').loginAs(admin)

      response.assertStatus(400)
      assert.equal(response.body().code, 'invalid_query')
      assert.include(
        response.body().errors.map((fault: any) => fault.field),
        field
      )
    }
  })

  test('refuses a query string that is not UTF-8', async ({ client }) => {
    const { admin } = await createFixtures()
    const response = await client.get('/api/users/?search=%ff').withGuard('jwt').loginAs(admin)

    response.assertStatus(400)
    response.assertBodyContains({ errors: [{ code: 'malformed_text' }] })
  })
})

function routes(wanted: (route: DocumentedRoute) => boolean): DocumentedRoute[] {
  return documentedRoutes().filter(wanted)
}

function propertiesOf(validator: { toJSONSchema(): any }): Record<string, unknown> {
  return validator.toJSONSchema().properties
}

function call(client: ApiClient, { method, guarded }: DocumentedRoute, path: string, user: User) {
  const request = client[method](path)
  return guarded ? request.withGuard('jwt').loginAs(user) : request
}

/** The contract plugin has already checked status and body. */
function assertNoCrash(response: ApiResponse, input: unknown) {
  if (response.status() < 500) return
  throw new Error(
    `${JSON.stringify(input)} was answered with ${response.status()}: ${response.text()}`
  )
}
