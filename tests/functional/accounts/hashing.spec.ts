import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import testUtils from '@adonisjs/core/services/test_utils'
import { Scrypt } from '@adonisjs/core/hash/drivers/scrypt'
import User from '#accounts/users/models/user'
import { SignIn } from '#accounts/sessions/actions/sign_in'
import { RegisterUser } from '#accounts/registration/actions/register_user'
import { UpdateUser } from '#accounts/users/actions/update_user'
import { TooBusy } from '#core/exceptions/too_busy'
import { hashPassword, verifyPassword } from '#accounts/passwords/passwords'
import { signIn } from '#tests/support/sign_in'
import { as, statusOf } from '#tests/support/as_user'
import { BlockedHashing } from '#tests/support/blocked_hashing'
import { resetThrottles } from '#tests/support/throttles'
import { PASSWORD, UserFactory } from '#database/factories/user_factory'

const ADA = { username: 'ada', email: 'ada@example.org', password: 'a quiet river' }

/** More than the pool of a process has connections. */
const MORE_THAN_POOL = 15

test.group('Full password hashing queue', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('the API answers 503 with Retry-After')
    .with(['login', 'register', 'change-password'])
    .run(async ({ client, assert, cleanup }, what) => {
      const user = await UserFactory.create()
      const blocked = new BlockedHashing(cleanup)
      blocked.fill()

      const response = await request(client, user, what)
      blocked.release()

      response.assertStatus(503)
      assert.equal(response.body().code, 'too_busy')
      assert.isAtLeast(Number(response.header('retry-after')), 1)
      await signIn(client, user)
    })

  test('a request refused by it counts neither as a failure nor as a registration', async ({
    client,
    assert,
    cleanup,
  }) => {
    const user = await UserFactory.create()
    const blocked = new BlockedHashing(cleanup)
    blocked.fill()
    for (let count = 0; count < 12; count++) {
      assert.equal(await statusOf(request(client, user, 'login')), 503)
    }
    blocked.release()

    await signIn(client, user)
  })

  test('the page keeps the input except the password', async ({ client, assert, cleanup }) => {
    const blocked = new BlockedHashing(cleanup)
    blocked.fill()
    const response = await client
      .post('/register')
      .withCsrfToken()
      .withSession({})
      .header('referer', '/register')
      .form({ ...ADA, timezone: 'UTC' })
    blocked.release()

    response.assertStatus(503)
    response.assertHeader('retry-after')
    assert.include(response.text(), 'try again in a few seconds')
    assert.include(response.text(), 'value="ada@example.org"')
    assert.notInclude(response.text(), ADA.password)
  })
})

test.group('Many passwords from one network', (group) => {
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())

  test('are rate limited, and other networks still get their turn')
    .with(['login', 'register'])
    .run(async ({ assert, cleanup }, what) => {
      const user = await UserFactory.create()
      const blocked = new BlockedHashing(cleanup)
      const attempts = Array.from({ length: 70 }, async (_, n): Promise<unknown> => {
        const account = { username: `eve${n}`, email: `eve${n}@example.org`, password: PASSWORD }
        if (what === 'register') return new RegisterUser().handle(account, '192.0.2.1')
        return new SignIn().handle({ login: account.username, ...account }, '192.0.2.1')
      })
      const refusals = attempts.map(async (attempt) =>
        assert.instanceOf(await attempt.catch((error) => error), TooBusy)
      )
      const outcomes = Promise.allSettled(refusals)
      await blocked.waitForQueued(60)
      await Promise.any(refusals)

      const credentials = { login: user.username, password: PASSWORD }
      const signedIn = new SignIn().handle(credentials, '198.51.100.1')
      await blocked.waitForQueued(61)
      blocked.release()

      assert.equal((await signedIn).id, user.id)
      const refused = (await outcomes).filter(({ status }) => status === 'fulfilled')
      assert.isAtMost(refused.length, 10)
    })
})

test.group('Many passwords from many networks', (group) => {
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())

  test('leave room for users who signed in before', async ({ assert, cleanup }) => {
    const user = await UserFactory.create()
    const credentials = { login: user.username, password: PASSWORD }
    const known = '198.51.100.1'
    await new SignIn().handle(credentials, known)

    const blocked = new BlockedHashing(cleanup)
    let isBusy!: () => void
    const busy = new Promise<void>((resolve) => (isBusy = resolve))
    const outcomes = Array.from({ length: 90 }, (_, n) =>
      new SignIn()
        .handle({ login: `eve${n}`, password: PASSWORD }, `192.0.2.${n % 30}`)
        .catch((error) => error instanceof TooBusy && isBusy())
    )
    await busy
    await blocked.waitForQueued(12)

    const before = blocked.waiting
    const signedIn = new SignIn().handle(credentials, known)
    await Promise.race([signedIn, blocked.waitForQueued(before + 1)])
    blocked.release()
    assert.equal((await signedIn).id, user.id)
    await Promise.all(outcomes)
  })
})

test.group('Password hashing', (group) => {
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())

  test('holds no PostgreSQL connection')
    .with(['login', 'register', 'change-password'])
    .run(async ({ client, assert, cleanup }, what) => {
      const people = await UserFactory.createMany(MORE_THAN_POOL)
      const blocked = new BlockedHashing(cleanup)
      const requests = people.map((user) => statusOf(request(client, user, what)))
      await blocked.waitForQueued(MORE_THAN_POOL)

      const page = await as(client, people[0]).get('/api/tasks/')
      blocked.release()

      page.assertStatus(200)
      const done = what === 'register' ? 201 : 200
      assert.deepEqual(new Set(await Promise.all(requests)), new Set([done]))
    })

  test("holds no lock on the user's row", async ({ client, cleanup }) => {
    const user = await UserFactory.create()
    const blocked = new BlockedHashing(cleanup)
    const changing = statusOf(request(client, user, 'change-password'))
    await blocked.waitForQueued(1)

    const renamed = await as(client, user).patch('/api/users/me/', { first_name: 'Ada' })
    blocked.release()

    renamed.assertStatus(200)
    await changing
  })

  test('of two concurrent password changes, only one succeeds', async ({
    client,
    assert,
    cleanup,
  }) => {
    const user = await UserFactory.create()
    const blocked = new BlockedHashing(cleanup)
    const passwords = ['a quiet river', 'a loud waterfall']
    const changes = passwords.map((next) => statusOf(change(client, user, next)))
    await blocked.waitForQueued(2)
    blocked.release()

    const statuses = await Promise.all(changes)

    assert.sameMembers(statuses, [200, 422])
    const winner = passwords[statuses.indexOf(200)]
    assert.isNotNull(await verifyPassword(await User.findOrFail(user.id), winner))
  })

  test('does not change the password of an account disabled meanwhile, nor give it access', async ({
    client,
    assert,
    cleanup,
  }) => {
    const user = await UserFactory.create()
    const blocked = new BlockedHashing(cleanup)
    const changing = change(client, user, 'a quiet river').then((response) => response)
    await blocked.waitForQueued(1)
    await new UpdateUser().handle(user, { isActive: false })
    blocked.release()

    const response = await changing

    response.assertStatus(409)
    assert.equal(response.body().code, 'account_disabled')
    assert.isNotNull(await verifyPassword(await User.findOrFail(user.id), PASSWORD))
  })
})

test.group('Hash with outdated parameters', (group) => {
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())

  test('is upgraded on signing in, and not by a wrong password', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const former = await new Scrypt({ cost: 2 ** 11 }).make(PASSWORD)
    await db.from('users').update({ password: former })

    await client.post('/api/auth/login/').json({ username: user.username, password: 'wrong' })
    await user.refresh()
    assert.equal(user.password, former)

    await signIn(client, user)
    await user.refresh()
    assert.match(user.password, /\$n=1024,/)
    await signIn(client, user)
  })
})

test('A plain-text password is never saved', async ({ assert }) => {
  const user = new User().fill({ ...ADA, password: 'a quiet river' })
  await assert.rejects(() => user.save(), /must be hashed/)
  assert.match(await hashPassword(ADA.password), /^\$scrypt\$/)
})

function request(client: ApiClient, user: User, what: string) {
  if (what === 'change-password') return change(client, user, 'a quiet evening')
  const { username, email } = user
  return what === 'login'
    ? client.post('/api/auth/login/').json({ username, password: PASSWORD })
    : client
        .post('/api/auth/register/')
        .json({ ...ADA, username: `x${username.slice(0, 20)}`, email: `x${email}` })
}

function change(client: ApiClient, user: User, password: string) {
  return as(client, user).post('/api/auth/change-password/', {
    current_password: PASSWORD,
    new_password: password,
  })
}
