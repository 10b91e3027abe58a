import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#accounts/users/models/user'
import accountsConfig from '#config/accounts'
import { as, bodyOf, statusOf } from '#tests/support/as_user'
import { assertAnswer } from '#tests/support/assert_answer'
import { isAccessTokenValid } from '#tests/support/sign_in'
import { resetThrottles } from '#tests/support/throttles'
import { UserFactory } from '#database/factories/user_factory'

const ADA = { username: 'Ada.L', email: 'Ada@Example.org', password: 'a quiet river' }

test.group('Registration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('creates a member and signs them in', async ({ client, assert }) => {
    const response = await client
      .post('/api/auth/register/')
      .json({ ...ADA, first_name: 'Ada', last_name: 'Lovelace', timezone: 'Europe/London' })

    response.assertStatus(201)
    response.assertBodyContains({
      user: {
        username: 'Ada.L',
        email: 'Ada@Example.org',
        first_name: 'Ada',
        last_name: 'Lovelace',
        timezone: 'Europe/London',
        role: 'member',
        is_active: true,
        weekly_capacity_hours: 40,
      },
    })
    assert.isTrue(await isAccessTokenValid(client, response.body().access))
    const signIn = await client
      .post('/api/auth/login/')
      .json({ username: 'ada@example.org', password: ADA.password })
    signIn.assertStatus(200)
  })

  test('stores the password hashed', async ({ client, assert }) => {
    await client.post('/api/auth/register/').json(ADA)

    const user = await User.findByOrFail('username', 'Ada.L')
    assert.match(user.password, /^\$scrypt\$/)
  })

  test('refuses a role and other unknown fields', async ({ client }) => {
    const response = await client
      .post('/api/auth/register/')
      .json({ ...ADA, role: 'admin', is_active: true, id: 1 })

    response.assertStatus(422)
    response.assertBodyContains({
      errors: ['role', 'is_active', 'id'].map((field) => ({ field, code: 'unknown_field' })),
    })
  })

  test('reports all faults at once', async ({ client, assert }) => {
    const response = await client.post('/api/auth/register/').json({
      username: 'a',
      email: 'nowhere',
      password: 'short',
      first_name: 5,
      timezone: 'Mars/Olympus',
      role: 'admin',
    })

    response.assertStatus(422)
    assert.sameMembers(
      response.body().errors.map(({ field }: { field: string }) => field),
      ['username', 'email', 'password', 'first_name', 'timezone', 'role']
    )
  })

  test('refuses taken names, case-insensitively', async ({ client }) => {
    await UserFactory.merge({ username: 'ada.l', email: 'ADA@example.ORG' }).create()
    const response = await client.post('/api/auth/register/').json(ADA)

    response.assertStatus(422)
    response.assertBodyContains({
      errors: [
        { field: 'username', code: 'unique' },
        { field: 'email', code: 'unique' },
      ],
    })
  })

  test('refuses invalid and look-alike usernames')
    .with([
      'ab',
      'a'.repeat(31),
      'ada@example.org',
      'ada lovelace',
      'ada\n',
      '.ada',
      '-ada',
      '\u0430da',
      'ada\u200b',
      '\uff41da',
      'ad\u00e1',
      'ada\0',
    ])
    .run(async ({ client }, username) => {
      const response = await client.post('/api/auth/register/').json({ ...ADA, username })

      response.assertStatus(422)
      response.assertBodyContains({ errors: [{ field: 'username' }] })
    })

  test('refuses weak passwords')
    .with([
      ['seven77', 'min_length'],
      ['x'.repeat(129), 'max_length'],
      ['Password1', 'common_password'],
      ['aaaaaaaaaa', 'common_password'],
      ['ada@example.ORG', 'password_is_name'],
    ] as const)
    .run(async ({ client }, [password, code]) => {
      const response = await client.post('/api/auth/register/').json({ ...ADA, password })

      response.assertStatus(422)
      response.assertBodyContains({ errors: [{ field: 'password', code }] })
    })

  test('reveals no taken names if another field is invalid', async ({ client, assert }) => {
    const { username, email } = await UserFactory.create()
    for (const wrong of [{ password: 'short' }, { timezone: 'Mars' }, { role: 'admin' }]) {
      const refusals = await Promise.all(
        [
          { username, email },
          { username: 'free', email: 'free@example.org' },
        ].map((names) =>
          bodyOf(client.post('/api/auth/register/').json({ ...ADA, ...names, ...wrong }))
        )
      )
      assert.deepEqual(refusals[0], refusals[1])
    }
  })

  test('limits how often it reveals a taken address', async ({ client, assert }) => {
    const { email } = await UserFactory.create()
    const ask = () => statusOf(client.post('/api/auth/register/').json({ ...ADA, email }))
    for (let count = 0; count < accountsConfig.registrationsPerHour; count++) {
      assert.equal(await ask(), 422)
    }
    assert.equal(await ask(), 429)
  })

  test("changing one's address has the same limit", async ({ client, assert }) => {
    const [user, { email }] = await UserFactory.createMany(2)
    const change = (body: object) => as(client, user).patch('/api/users/me/', body)
    const wrong = { timezone: 'Mars' }
    assert.deepEqual(
      await bodyOf(change({ email, ...wrong })),
      await bodyOf(change({ email: 'free@example.org', ...wrong }))
    )
    for (let count = 0; count < accountsConfig.registrationsPerHour; count++) {
      assert.equal(await statusOf(change({ email })), 422)
    }
    assert.equal(await statusOf(change({ email })), 429)
    assert.equal(await statusOf(change({ email: 'free@example.org' })), 200)
  })

  test('is rate limited by address, counting only successes', async ({ client }) => {
    const register = (number: number, password = ADA.password) =>
      client
        .post('/api/auth/register/')
        .header('x-forwarded-for', `203.0.113.${number % 200}`)
        .json({ username: `ada_${number}`, email: `ada_${number}@example.org`, password })
    await assertAnswer(register(0, 'short'), 422)
    for (let number = 1; number <= accountsConfig.registrationsPerHour; number++) {
      await assertAnswer(register(number), 201)
    }

    const response = await register(accountsConfig.registrationsPerHour + 1)

    response.assertStatus(429)
    response.assertHeader('retry-after')
  })
})

test.group('Concurrent registrations', (group) => {
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())

  test('give a name to only one of them', async ({ client, assert }) => {
    const responses = await Promise.all(
      [1, 2, 3, 4, 5].map((number) =>
        client
          .post('/api/auth/register/')
          .json({ ...ADA, username: number % 2 ? 'ada' : 'ADA', email: `${number}@example.org` })
      )
    )

    const refused = responses.filter((response) => response.status() !== 201)
    assert.lengthOf(refused, 4)
    for (const response of refused) {
      response.assertStatus(422)
      response.assertBodyContains({ errors: [{ field: 'username', code: 'unique' }] })
    }
  })
})
