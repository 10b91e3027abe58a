import fc from 'fast-check'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import hash from '@adonisjs/core/services/hash'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#accounts/users/models/user'
import { signIn } from '#tests/support/sign_in'
import { as, statusOf } from '#tests/support/as_user'
import UserCreate from '#commands/accounts/user_create'
import UserResetPassword from '#commands/accounts/user_reset_password'
import { runCommand } from '#tests/support/run_command'
import { resetThrottles } from '#tests/support/throttles'
import { canonical, hashPassword, verifyPassword } from '#accounts/passwords/passwords'
import { PASSWORD, UserFactory } from '#database/factories/user_factory'

const ADA = { username: 'ada', email: 'ada@example.org' }
const FULL_WIDTH = 'ｐａｓｓｗｏｒｄ'

test.group('New password', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('is normalized before it is checked and measured')
    .with([
      [FULL_WIDTH, 'common_password'],
      ['Ｐａｓｓｗｏｒｄ１', 'common_password'],
      [' password ', 'common_password'],
      ['ＡＤＡ@example.org', 'password_is_name'],
      ['🐎🔋📎🪁', 'min_length'],
      ['e\u0301'.repeat(7), 'min_length'],
      ['🐎'.repeat(9), 'common_password'],
      ['\ufdfa'.repeat(8), 'max_length'],
    ] as const)
    .run(async ({ client }, [password, code]) => {
      const user = await UserFactory.merge({ username: 'ada.l', email: ADA.email }).create()
      const registered = await client
        .post('/api/auth/register/')
        .json({ ...ADA, email: ADA.email, password })
      const changed = await as(client, user).post('/api/auth/change-password/', {
        current_password: PASSWORD,
        new_password: password,
      })

      registered.assertStatus(422)
      registered.assertBodyContains({ errors: [{}, { field: 'password', code }] })
      changed.assertStatus(422)
      changed.assertBodyContains({ errors: [{ field: 'new_password', code }] })
    })

  test('may consist of any eight or more characters')
    .with(['🐎🔋📎🪁🐎🔋📎🪁', 'e\u0301xyze\u0301xyz', '🐎🔋📎🪁'.repeat(32), '  six  n '])
    .run(async ({ client, assert }, password) => {
      const register = client.post('/api/auth/register/').json({ ...ADA, password })
      assert.equal(await statusOf(register), 201)

      const login = client.post('/api/auth/login/').json({ username: 'ada', password })
      assert.equal(await statusOf(login), 200)
    })

  test('keeps its spaces, from pages and the API', async ({ client, assert }) => {
    const [password, next] = ['  a quiet river ', ' a loud river  ']
    const form = (path: string) => client.post(path).withCsrfToken().withSession({}).redirects(0)
    const stays = await form('/register').form({ ...ADA, password, timezone: 'UTC' })
    stays.assertStatus(302)

    const login = (typed: string) =>
      client.post('/api/auth/login/').json({ username: 'ada', password: typed })
    assert.equal(await statusOf(login(password)), 200)
    assert.equal(await statusOf(login(password.trim())), 401)
    const signedIn = await form('/login').form({ username: 'ada', password })
    signedIn.assertStatus(302)

    const ada = await User.findByOrFail('username', 'ada')
    const changed = await form('/profile/password?_method=PUT')
      .withGuard('web')
      .loginAs(ada)
      .form({ current_password: password, new_password: next })
    changed.assertStatus(302)
    assert.equal(await statusOf(login(next)), 200)
    assert.equal(await statusOf(login(next.trim())), 401)
  })

  test('is checked in the same way on the command line', async ({ assert }) => {
    await UserFactory.merge(ADA).create()

    const common = await runCommand(UserResetPassword, ['ada', `--password=${FULL_WIDTH}`])
    const short = await runCommand(UserCreate, [
      '--username=grace',
      '--email=grace@example.org',
      '--password=🐎🔋📎🪁',
    ])

    assert.equal(common.exitCode, 1)
    assert.include(common.errors, 'too common')
    assert.equal(short.exitCode, 1)
    assert.include(short.errors, 'at least 8 characters')
  })
})

test.group('Existing password', (group) => {
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())

  test('is accepted in any normalization form', async ({ client }) => {
    const user = await UserFactory.merge({ password: 'grüne Bäume ﬁnden' }).create()

    await signIn(client, user, 'grüne Bäume finden'.normalize('NFD'))
    await signIn(client, user, 'ｇｒüne Bäume ﬁnden')
  })

  test('is accepted with surrounding spaces, which forms once trimmed', async ({
    client,
    assert,
  }) => {
    const user = await UserFactory.merge({ password: 'a quiet river' }).create()

    await signIn(client, user, '  a quiet river ')

    await user.refresh()
    assert.isNotNull(await verifyPassword(user, 'a quiet river'))
  })

  test('is refused without the spaces it has', async ({ client, assert }) => {
    const user = await UserFactory.merge({ password: ' a quiet river ' }).create()
    await signIn(client, user, ' a quiet river ')

    const { username } = user
    const login = client.post('/api/auth/login/').json({ username, password: 'a quiet river' })
    assert.equal(await statusOf(login), 401)
  })

  test('is verified as hashed, and then normalized', async ({ client, assert }) => {
    const typed = 'Ångström ﬁrst'
    const user = await UserFactory.create()
    await db.from('users').update({ password: await hash.make(typed) })

    await signIn(client, user, typed)
    await signIn(client, user, canonical(typed))

    await user.refresh()
    assert.isTrue(await hash.verify(user.password, canonical(typed)))
  })
})

test('A stored password matches only itself, in any normalization form', async ({ assert }) => {
  const user = await UserFactory.make()
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(text, text, async (password, other) => {
      user.password = await hashPassword(password)
      for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) {
        assert.equal(await verifyPassword(user, password.normalize(form)), canonical(password))
      }
      const isSame = canonical(other).trim() === canonical(password)
      const proven = (await verifyPassword(user, other)) !== null
      assert.equal(proven, isSame || canonical(other) === canonical(password))
    }),
    { numRuns: 30 }
  )
})
