import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import router from '@adonisjs/core/services/router'
import testUtils from '@adonisjs/core/services/test_utils'
import type { RouteJSON } from '@adonisjs/core/types/http'
import type User from '#accounts/users/models/user'
import { contractOf } from '#api/contract/contract'
import { createCast, dismissCast, type Cast } from '#tests/functional/authorization/cast'
import type { Place } from '#tests/functional/authorization/records'
import { ROLES, type Outcome, type Role } from '#tests/functional/authorization/grid'
import {
  EXPECTATIONS,
  FURTHER,
  type Expectation,
} from '#tests/functional/authorization/expectations'

/**
 * Requests every route as every role, on records of every standing, and compares the outcome with
 * expectations.ts.
 */
if (!router.commited) router.commit()

const routes = new Map(
  Object.values(router.toJSON())
    .flat()
    .flatMap((route) =>
      route.methods
        .filter((method) => method !== 'HEAD')
        .map((method): [string, RouteJSON] => [`${method} ${route.pattern}`, route])
    )
)

const walks = [
  ...Object.entries(EXPECTATIONS).map(([key, expectation]) => ({ key, title: key, expectation })),
  ...FURTHER.map(([key, what, expectation]) => ({
    key,
    title: `${key} with ${what}`,
    expectation,
  })),
].filter(({ key }) => routes.has(key))

test.group('Authorization matrix', (group) => {
  let cast: Cast
  let checks = 0

  group.setup(async () => {
    await dismissCast()
    cast = await createCast()
    return dismissCast
  })
  group.teardown(() => {
    console.log(`  ${routes.size} routes × ${ROLES.length} roles × records: ${checks} checks`)
  })

  test('covers exactly the existing routes', ({ assert }) => {
    assert.sameMembers(Object.keys(EXPECTATIONS), [...routes.keys()])
  })

  test('{title}')
    .with(walks)
    .run(async ({ assert, client }, { key, expectation }) => {
      const actual: Record<string, string> = {}
      const wanted: Record<string, string> = {}

      for (const [standing, row] of expectation.grid) {
        for (const role of ROLES) {
          const who = `${role} ${standing}`
          const outcome = row[role] ?? refusalOf(routes.get(key)!)
          wanted[who] = statusesOf(routes.get(key)!, key, outcome).join(' or ')
          actual[who] = await statusFor({ client, cast, key, expectation, standing, role })
          if (wanted[who].split(' or ').includes(actual[who])) actual[who] = wanted[who]
          checks++
        }
      }
      assert.deepEqual(actual, wanted)
    })
})

interface Attempt {
  client: ApiClient
  cast: Cast
  key: string
  expectation: Expectation
  standing: string
  role: Role
}

/** Creates the record, sends the request, rolls back, and returns the status. */
async function statusFor({ client, cast, key, expectation, standing, role }: Attempt) {
  const undo = await testUtils.db().wrapInGlobalTransaction()
  try {
    // Anonymous requests need records of some user, too.
    const actor = role === 'anonymous' ? cast.member : cast[role]
    const at: Place = {
      ...(await expectation.record(standing, actor, cast)),
      newcomer: cast.newcomer.id,
      actor: actor.id,
    }
    const [method, pattern] = key.split(' ')
    const path = pattern.replace(/:(\w+)/g, (_, name: string) => String(at[name]))
    const request = client.request(expectation.path?.(at) ?? path, method).redirects(0)
    if (expectation.send) request.unsafeJson(expectation.send(at))
    if (role !== 'anonymous') signIn(request, pattern, actor)
    if (isPage(pattern)) request.withCsrfToken()

    const response = await request
    const location = response.header('location')
    return location?.endsWith('/login') ? 'login' : String(response.status())
  } finally {
    await undo()
  }
}

function signIn(request: ReturnType<ApiClient['request']>, pattern: string, actor: User) {
  if (isPage(pattern)) request.loginAs(actor)
  else request.withGuard('jwt').loginAs(actor)
}

/** The guard's response to anonymous requests. */
function refusalOf(route: RouteJSON): Outcome {
  return isPage(route.pattern) ? 'login' : 401
}

/** The statuses of an outcome: the documented success, or a page or redirect for pages. */
function statusesOf(route: RouteJSON, key: string, outcome: Outcome) {
  if (outcome !== 'ok') return [String(outcome)]
  const contract = contractOf(route)
  if (contract) return Object.keys(contract.answers).filter((status) => status.startsWith('2'))
  return key.startsWith('GET') && route.pattern !== '/' ? ['200'] : ['302']
}

function isPage(pattern: string) {
  return !/^\/(api|health|assets)\//.test(pattern)
}
