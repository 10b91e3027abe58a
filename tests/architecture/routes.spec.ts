import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import type { RouteJSON } from '@adonisjs/core/types/http'
import { documentedRoutes } from '#api/contract/documented_route'

/** Routes that a program may call before it has a token. */
const WITHOUT_TOKEN = [
  'auth.login',
  'auth.refresh',
  'auth.register',
  'contract.document',
  'contract.reference',
  'health.live',
  'health.ready',
  'invitations.accept',
]

/** Authenticated by a signed URL; mail readers send whatever they like. */
const READS_NO_BODY = 'notifications.unsubscribe.store'

const routes = () => Object.values(router.toJSON()).flat()

test.group('Routes', () => {
  test('below /api/ and /health/ have a contract', ({ assert }) => {
    const silent = documentedRoutes().filter((route) => !route.contract)
    assert.isEmpty(silent.map(({ method, path }) => `${method} ${path}`))
  })

  test('below /api/ require a token, except for the ones listed here', ({ assert }) => {
    const open = documentedRoutes().filter((route) => !route.guarded)
    assert.sameMembers(
      open.map(({ name }) => name),
      WITHOUT_TOKEN
    )
  })

  test('that write limit their body, after the token was checked', ({ assert }) => {
    const orders = routes()
      .filter(({ methods }) => methods.some((method) => !['GET', 'HEAD'].includes(method)))
      .filter(({ name }) => name !== READS_NO_BODY)
      .map(({ pattern, middleware }) => [pattern, namesOf(middleware)] as const)

    const unlimited = orders.filter(([, names]) => !names.includes('body'))
    assert.isEmpty(unlimited.map(([pattern]) => pattern))
    const early = orders.filter(
      ([pattern, names]) =>
        pattern.startsWith('/api/') && names.indexOf('auth') > names.indexOf('body')
    )
    assert.isEmpty(early.map(([pattern]) => pattern))
  })

  test('have a unique name', ({ assert }) => {
    const names = routes().map(({ name, pattern }) => name ?? `${pattern} has none`)
    assert.isEmpty(names.filter((name) => name.endsWith('has none')))
    assert.isEmpty(names.filter((name, index) => names.indexOf(name) !== index))
  })

  test('accept only numeric ids', ({ assert }) => {
    const loose = routes().filter((route) => idsOf(route).some((id) => matches(route, id, 'x')))
    assert.isEmpty(loose.map(({ pattern }) => pattern))
  })
})

const namesOf = (middleware: RouteJSON['middleware']) =>
  [...middleware.all()].map((entry) => ('name' in entry ? entry.name : undefined))

const idsOf = (route: RouteJSON) =>
  route.tokens.map(({ val }) => val).filter((name) => name === 'id' || name.endsWith('_id'))

function matches(route: RouteJSON, parameter: string, value: string) {
  const { match } = (route.matchers[parameter] ?? {}) as { match?: RegExp }
  return !match || match.test(value)
}
