import { get } from 'node:http'
import { json } from 'node:stream/consumers'
import { test } from '@japa/runner'
import env from '#start/env'
import { appUrl } from '#config/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { signIn } from '#tests/support/sign_in'
import { resetThrottles } from '#tests/support/throttles'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory } from '#database/factories/task_factory'

/** `fetch` would replace the Host header. */
function ask(path: string, headers: Record<string, string>) {
  return new Promise<{ headers: Record<string, any>; body: any }>((resolve, reject) => {
    get({ host: env.get('HOST'), port: env.get('PORT'), path, headers }, async (response) => {
      const isJSON = /json/.test(response.headers['content-type'] ?? '')
      resolve({ headers: response.headers, body: isJSON ? await json(response) : undefined })
      response.resume()
    }).on('error', reject)
  })
}

const FORGERIES = [
  { Host: 'evil.example' },
  { Host: 'evil.example:3333' },
  { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' },
  { Forwarded: 'host=evil.example' },
] as Record<string, string>[]

test.group('Host header injection', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('does not affect the links of a list', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await TaskFactory.merge({ createdById: user.id }).createMany(5)
    const { access } = await signIn(client, user)
    const headers = { Authorization: `Bearer ${access}` }

    for (const forgery of [{}, ...FORGERIES]) {
      const path = '/api/tasks/?page_size=2'
      const first = await ask(path, { ...headers, ...forgery })
      assert.isTrue(first.body.next.startsWith(`${appUrl}/api/tasks/?`), first.body.next)

      const { pathname, search } = new URL(first.body.next)
      const second = await ask(pathname + search, { ...headers, ...forgery })
      assert.lengthOf(second.body.results, 2)
      for (const link of [second.body.next, second.body.previous]) {
        assert.isTrue(link.startsWith(`${appUrl}/api/tasks/?`), link)
      }
    }
  })

  test('does not affect redirects', async ({ assert }) => {
    for (const forgery of FORGERIES) {
      for (const path of ['/', '/tasks', '/profile']) {
        const { headers } = await ask(path, forgery)
        assert.isTrue(headers.location.startsWith('/'), headers.location)
        assert.isFalse(headers.location.startsWith('//'))
      }
    }
  })
})
