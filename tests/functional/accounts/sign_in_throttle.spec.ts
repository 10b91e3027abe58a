import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import testUtils from '@adonisjs/core/services/test_utils'
import accountsConfig from '#config/accounts'
import type User from '#accounts/users/models/user'
import { appUrl } from '#config/app'
import { resetThrottles } from '#tests/support/throttles'
import { WebProcess } from '#tests/support/web_process'
import { assertAnswer } from '#tests/support/assert_answer'
import { useRefreshToken, signIn } from '#tests/support/sign_in'
import { PASSWORD, UserFactory } from '#database/factories/user_factory'

const FAILURES = accountsConfig.signInFailuresPerHour
const FAILURES_PER_ADDRESS = accountsConfig.signInFailuresPerAddressPerHour

test.group('Sign-in throttling', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('locks after too many failures, even for the right password', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const guesses = await guess(client, user, FAILURES)
    assert.deepEqual(new Set(guesses), new Set([401]))

    const response = await attempt(client, user.username, PASSWORD)

    response.assertStatus(429)
    assert.equal(response.body().code, 'too_many_requests')
    assert.approximately(Number(response.header('retry-after')), 3600, 60)
  })

  test('counts username and email address as one account', async ({ client }) => {
    const user = await UserFactory.create()
    for (let count = 0; count < FAILURES; count++) {
      await attempt(client, count % 2 ? user.username : user.email.toUpperCase(), 'wrong')
    }

    const response = await attempt(client, user.email, PASSWORD)

    response.assertStatus(429)
  })

  test("counts unknown accounts too, so that they can't be told apart", async ({ client }) => {
    for (let count = 0; count < FAILURES; count++) await attempt(client, 'nobody', 'wrong')

    const response = await attempt(client, 'Nobody', 'wrong')

    response.assertStatus(429)
  })

  test('counts concurrent attempts like sequential ones', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const guesses = await Promise.all(
      Array.from({ length: FAILURES * 2 }, () => attempt(client, user.username, 'wrong'))
    )

    const tried = guesses.filter((response) => response.status() === 401)
    assert.lengthOf(tried, FAILURES)
  })

  test('resets after a success', async ({ client, assert }) => {
    const user = await UserFactory.create()
    await guess(client, user, FAILURES - 1)
    await signIn(client, user)

    assert.notInclude(await guess(client, user, FAILURES), 429)
  })

  test('locks no other account', async ({ client }) => {
    const [user, neighbour] = await UserFactory.createMany(2)
    await guess(client, user, FAILURES + 5)

    await signIn(client, neighbour)
  })

  test("keeps the owner's existing sessions", async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { access, refresh } = await signIn(client, user)
    await guess(client, user, FAILURES + 1)

    const me = await client.get('/api/users/me/').bearerToken(access)
    me.assertStatus(200)
    assert.isTrue(await useRefreshToken(client, refresh))
  })

  test('ignores a forged X-Forwarded-For', async ({ client }) => {
    const user = await UserFactory.create()
    for (let count = 0; count < FAILURES; count++) {
      await attempt(client, user.username, 'wrong', `203.0.113.${count}`)
    }

    const response = await attempt(client, user.username, PASSWORD, '198.51.100.7')

    response.assertStatus(429)
  })

  test('stops password spraying, except for users known at the address', async ({
    client,
    assert,
  }) => {
    const [regular, stranger] = await UserFactory.createMany(2)
    await signIn(client, regular)
    for (let count = 0; count < FAILURES_PER_ADDRESS; count++) {
      await attempt(client, `account_${count}`, 'password1')
    }

    const response = await attempt(client, stranger.username, PASSWORD)

    response.assertStatus(429)
    assert.property(await signIn(client, regular), 'access')
  })

  test('attempts refused for an address do not count for the accounts', async ({
    client,
    assert,
  }) => {
    const [user, visitor] = await UserFactory.createMany(2)
    for (let count = 0; count < FAILURES_PER_ADDRESS; count++) {
      await attempt(client, `account_${count}`, 'password1')
    }
    assert.deepEqual(new Set(await guess(client, user, FAILURES)), new Set([429]))
    await resetThrottles('throttle:sign-ins:*')

    await signIn(client, user)
    await signIn(client, visitor)
  })

  test('attempts refused for an account do not count for the address', async ({
    client,
    assert,
  }) => {
    const [user, neighbour] = await UserFactory.createMany(2)
    await guess(client, user, FAILURES)
    assert.deepEqual(
      new Set(await guess(client, user, FAILURES_PER_ADDRESS - FAILURES)),
      new Set([429])
    )

    await signIn(client, neighbour)
  })

  test('counts the current password when changing it', async ({ client }) => {
    const user = await UserFactory.create()
    const change = (current: string) =>
      client
        .post('/api/auth/change-password/')
        .withGuard('jwt')
        .loginAs(user)
        .json({ current_password: current, new_password: 'a quiet evening' })
    for (let count = 0; count < FAILURES; count++) await assertAnswer(change('wrong'), 422)

    const response = await change(PASSWORD)

    response.assertStatus(429)
  })
})

test.group('Sign-in throttling behind a proxy', (group) => {
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())

  test('never locks out the owner at another address', async ({ assert, cleanup }) => {
    const user = await UserFactory.create()
    const web = await WebProcess.start({ TRUST_PROXY: '10.0.0.0/8, loopback', APP_URL: appUrl })
    cleanup(async () => void (await web.stop()))
    const from = async (address: string, password: string) => {
      const response = await web.fetch('/api/auth/login/', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address },
        body: JSON.stringify({ username: user.username, password }),
      })
      return response.status
    }
    for (let count = 0; count < FAILURES; count++) await from('2001:db8:bad:1::1', 'wrong')

    assert.equal(await from('2001:db8:bad:1::1', PASSWORD), 429)
    assert.equal(await from('2001:db8:bad:1:ffff::2', PASSWORD), 429)
    assert.equal(await from('2001:db8:900d:1::1', PASSWORD), 200)
  })
})

function attempt(client: ApiClient, username: string, password: string, from?: string) {
  const request = client.post('/api/auth/login/').json({ username, password })
  return from ? request.header('x-forwarded-for', from) : request
}

async function guess(client: ApiClient, user: User, times: number) {
  const statuses: number[] = []
  for (let count = 0; count < times; count++) {
    const response = await attempt(client, user.username, 'wrong')
    statuses.push(response.status())
  }
  return statuses
}
