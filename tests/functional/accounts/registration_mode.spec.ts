import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#accounts/users/models/user'
import { setRegistration } from '#tests/support/registration'
import { resetThrottles } from '#tests/support/throttles'
import { WebProcess } from '#tests/support/web_process'
import { UserFactory } from '#database/factories/user_factory'

const ADA = { username: 'ada', email: 'ada@example.org', password: 'a quiet river' }

test.group('Registration mode', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('{registration} requires an invitation')
    .with([
      { registration: 'closed', code: 'registration_closed' },
      { registration: 'invited', code: 'invitation_required' },
    ] as const)
    .run(async ({ client, cleanup, assert }, { registration, code }) => {
      cleanup(setRegistration(registration))
      const taken = await UserFactory.create()
      const inputs = [ADA, {}, { ...ADA, username: taken.username, email: taken.email }]

      for (const input of inputs) {
        const response = await client.post('/api/auth/register/').json(input)
        response.assertStatus(403)
        response.assertBodyContains({ code })
        assert.match(response.body().detail, /Ask an admin/)
        assert.notProperty(response.body(), 'errors')
      }
      assert.isNull(await User.findBy('username', ADA.username))
    })

  test('is explained on the pages: {$self}')
    .with(['closed', 'invited'] as const)
    .run(async ({ client, cleanup, assert }, registration) => {
      cleanup(setRegistration(registration))
      await UserFactory.create()

      const page = await client.get('/register')
      page.assertStatus(403)
      assert.include(page.text(), 'Ask an admin')

      const form = await client.post('/register').form(ADA).withCsrfToken()
      form.assertStatus(403)
      assert.isNull(await User.findBy('username', ADA.username))

      const signIn = await client.get('/login')
      assert.notInclude(signIn.text(), 'href="/register"')
      assert.notInclude(signIn.text(), 'user:create')
    })

  test('open lets anybody register, which the sign-in page says', async ({ client, cleanup }) => {
    cleanup(setRegistration('open'))

    const signIn = await client.get('/login')
    signIn.assertTextIncludes('href="/register"')
    const response = await client.post('/api/auth/register/').json(ADA)
    response.assertStatus(201)
  })

  test('of an installation without accounts: the sign-in page explains how to create the first', async ({
    client,
  }) => {
    const signIn = await client.get('/login')

    signIn.assertTextIncludes('node ace user:create --role=admin')
  })
})

test.group('Default registration mode', () => {
  test('{expected} if DEMO_DATA is "{demo}"')
    .with([
      { demo: '', expected: 403 },
      { demo: 'false', expected: 403 },
      { demo: 'true', expected: 200 },
    ])
    .run(async ({ assert, cleanup }, { demo, expected }) => {
      const web = await WebProcess.start({ REGISTRATION: '', DEMO_DATA: demo })
      cleanup(() => web.kill().then(() => {}))

      const { status } = await web.fetch('/register')
      assert.equal(status, expected)
    })
})
