import { test } from '@japa/runner'
import type { ApiResponse } from '@japa/api-client'
import testUtils from '@adonisjs/core/services/test_utils'
import Task from '#tasks/tasks/models/task'
import { appUrl } from '#config/app'
import { resetThrottles } from '#tests/support/throttles'
import { PASSWORD, UserFactory } from '#database/factories/user_factory'

const LONG = '𝕏\n'.repeat(25_000)

test.group('Expired forms', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('survive signing in again, at any length', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const refused = await client
      .post('/tasks')
      .header('Origin', appUrl)
      .form({ title: 'Water the plants', description: LONG })

    refused.assertStatus(401)
    assert.isNull(await Task.first())
    const [, carried] = /name="interrupted" value="([^"]*)"/.exec(refused.text())!
    const signedIn = await client
      .post('/login')
      .withCsrfToken()
      .form({ username: user.username, password: PASSWORD, interrupted: decoded(carried) })
      .redirects(0)
    signedIn.assertHeader('location', '/tasks/new')
    assert.equal(signedIn.flashMessage('written').description, LONG)
  })

  test('keep their text if only the CSRF token expired', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const send = (headers: Record<string, string>) =>
      client
        .post('/tasks')
        .loginAs(user)
        .headers(headers)
        .form({ title: 'Water the plants', _csrf: 'from-another-day' })
        .redirects(0)
    const returned = await send({ 'Sec-Fetch-Site': 'same-origin' })

    returned.assertHeader('location', '/tasks/new')
    assert.deepEqual(returned.flashMessage('written'), { title: 'Water the plants' })
    for (const site of ['cross-site', 'same-site', 'none']) {
      const refused = await send({ 'Sec-Fetch-Site': site, 'Origin': appUrl })
      refused.assertStatus(403)
      assert.isUndefined(refused.flashMessage('written'))
    }
    assert.isNull(await Task.first())
  })

  test('come back to a user who signed in again in another tab', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const interrupted = JSON.stringify({ form: '/tasks/new', fields: { title: 'Water' } })
    const send = (fields: object, headers = {}): PromiseLike<ApiResponse> =>
      client
        .post('/login')
        .loginAs(user)
        .headers(headers)
        .form({ username: user.username, password: PASSWORD, interrupted, ...fields })
        .redirects(0)

    const stale = await send({ _csrf: 'from-another-day' }, { 'Sec-Fetch-Site': 'same-origin' })
    stale.assertHeader('location', '/tasks/new')
    assert.deepEqual(stale.flashMessage('written'), { title: 'Water' })
  })

  test('lead back to any list, with its search and filters', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const lists = [
      '/tasks?search=a*b',
      '/tasks?search=(it):~!@$;',
      '/tasks/7?from=search%3Da*b%26status%3Dtodo',
      `/tasks/7?from=${'%25D1%258F'.repeat(160)}`,
    ]
    for (const form of lists) {
      await resetThrottles()
      const refused = await client
        .post('/tasks?then=back')
        .headers({ Origin: appUrl, Referer: `${appUrl}${form}` })
        .form({ title: 'Water' })
      const [, carried] = /name="interrupted" value="([^"]*)"/.exec(refused.text())!
      const signedIn = await client
        .post('/login')
        .withCsrfToken()
        .form({ username: user.username, password: PASSWORD, interrupted: decoded(carried) })
        .redirects(0)
      signedIn.assertHeader('location', form)
      assert.equal(signedIn.flashMessage('written').title, 'Water')
    }
  })

  test('are not prefilled by a link, signed in or not', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const interrupted = JSON.stringify({ form: '/tasks/new', fields: { title: 'Forged' } })
    const address = `/login?${new URLSearchParams({ interrupted })}`

    const opened = await client.get(address).loginAs(user).redirects(0)
    opened.assertHeader('location', '/tasks')
    assert.isUndefined(opened.flashMessage('written'))

    const seen = await client.get(address)
    assert.notInclude(seen.text(), 'Forged')
    const signedIn = await client
      .post(address)
      .withCsrfToken()
      .form({ username: user.username, password: PASSWORD })
      .redirects(0)
    signedIn.assertHeader('location', '/tasks')
    assert.isUndefined(signedIn.flashMessage('written'))
  })

  test('redirect only to our own pages', async ({ client }) => {
    const user = await UserFactory.create()
    for (const form of ['https://evil.example', '//evil.example', '/\\evil.example', 7, null]) {
      await resetThrottles()
      const interrupted = JSON.stringify({ form, fields: { title: 'Water' } })
      const signedIn = await client
        .post('/login')
        .withCsrfToken()
        .form({ username: user.username, password: PASSWORD, interrupted })
        .redirects(0)
      signedIn.assertHeader('location', '/tasks')
    }
  })
})

/** Decodes an attribute as a browser does. */
function decoded(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
