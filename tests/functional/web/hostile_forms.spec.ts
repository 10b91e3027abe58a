import fc from 'fast-check'
import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import testUtils from '@adonisjs/core/services/test_utils'
import { createFixtures } from '#tests/support/fixtures'
import { hostileQueries } from '#tests/support/hostile_input'
import { resetThrottles } from '#tests/support/throttles'

const TRIES = 15

/** Every field of every form. */
const FIELDS = [
  ...[
    'username',
    'email',
    'password',
    'current_password',
    'new_password',
    'first_name',
    'timezone',
  ],
  ...['title', 'description', 'status', 'priority', 'due_date', 'estimated_hours', 'metadata'],
  ...[
    'assigned_to',
    'assigned_to[]',
    'assigned_to[0]',
    'tags',
    'team',
    'parent_task',
    'is_archived',
  ],
  ...[
    'user_ids',
    'mode',
    'body',
    'version',
    'theme',
    '_method',
    '_csrf[]',
    'search',
    'ordering',
    'page',
  ],
]

test.group('Hostile forms', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  for (const { method, pattern, isGuarded } of pageRoutes()) {
    test(`${method.toUpperCase()} ${pattern} survives any fields`, async ({ client }) => {
      const { admin, fillPath } = await createFixtures()

      await fc.assert(
        fc.asyncProperty(hostileQueries(FIELDS), async (fields) => {
          const text = new URLSearchParams(fields).toString()
          const request =
            method === 'get'
              ? client.get(`${fillPath(pattern)}?${text}`)
              : client[method](fillPath(pattern)).form(text).withCsrfToken()

          const response = await (isGuarded ? request.loginAs(admin) : request).redirects(0)
          if (response.status() >= 500)
            throw new Error(`${text} was answered with ${response.status()}`)
        }),
        { numRuns: TRIES }
      )
    })
  }
})

function pageRoutes() {
  if (!router.commited) router.commit()
  return Object.values(router.toJSON())
    .flat()
    .filter(({ pattern }) => !/^\/(api|health|assets)\b/.test(pattern))
    .flatMap(({ methods, pattern, middleware }) =>
      methods
        .filter((method) => method !== 'HEAD')
        .map((method) => ({
          pattern,
          method: method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete',
          isGuarded: [...middleware.all()].some(
            (entry) => 'name' in entry && entry.name === 'auth'
          ),
        }))
    )
}
