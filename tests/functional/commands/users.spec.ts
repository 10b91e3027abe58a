import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#accounts/users/models/user'
import UserCreate from '#commands/accounts/user_create'
import UserDisable from '#commands/accounts/user_disable'
import UserEnable from '#commands/accounts/user_enable'
import UserResetPassword from '#commands/accounts/user_reset_password'
import { runAce, runCommand } from '#tests/support/run_command'
import { resetThrottles } from '#tests/support/throttles'
import { isAccessTokenValid, createLongLivedToken, signIn } from '#tests/support/sign_in'
import { UserFactory } from '#database/factories/user_factory'

const ADA = ['--username=ada', '--email=ada@example.org']

test.group('user:create', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('creates an account with any role that can sign in', async ({ client, assert }) => {
    const password = 'a long walk home'
    const { exitCode } = await runCommand(UserCreate, [
      ...ADA,
      '--role=admin',
      '--first-name=Ada',
      '--timezone=Europe/Oslo',
      `--password=${password}`,
    ])

    assert.equal(exitCode, 0)
    const ada = await User.findByOrFail('username', 'ada')
    assert.containSubset(ada, { role: 'admin', firstName: 'Ada', timezone: 'Europe/Oslo' })
    await signIn(client, ada, password)
  })

  test('creates a member with a generated password, and prints both as JSON', async ({
    client,
    assert,
  }) => {
    const { output } = await runCommand(UserCreate, [...ADA, '--json'])

    const account = JSON.parse(output)
    assert.containSubset(account, { username: 'ada', email: 'ada@example.org', role: 'member' })
    await signIn(client, await User.findOrFail(account.id), account.password)
  })

  test('prompts for missing values', async ({ client, assert }) => {
    const password = 'typed and not seen'
    const { exitCode, output } = await runCommand(UserCreate, ['--email=ada@example.org'], {
      'Role': 'manager',
      'Username': 'ada',
      'Password (leave empty to generate one)': password,
    })

    assert.equal(exitCode, 0)
    assert.notInclude(output, password)
    const ada = await User.findByOrFail('username', 'ada')
    assert.equal(ada.role, 'manager')
    await signIn(client, ada, password)
  })

  test("names missing values if it can't prompt", async ({ assert }) => {
    const { exitCode, errors } = await runCommand(UserCreate, ['--username=ada'])

    assert.equal(exitCode, 1)
    assert.include(errors, 'Missing --email')
    assert.include(errors, 'user:create --help')
  })

  test('reports all faults and creates nothing', async ({ assert }) => {
    await UserFactory.merge({ username: 'ada' }).create()
    const { exitCode, errors } = await runCommand(UserCreate, [
      '--username=ADA',
      '--email=nowhere',
      '--password=short',
      '--timezone=Mars/Olympus',
    ])

    assert.equal(exitCode, 1)
    for (const field of ['username', 'email', 'password', 'timezone']) {
      assert.include(errors, field)
    }
    assert.lengthOf(await User.query().whereILike('username', 'ada'), 1)
  })

  test('lists the valid roles', async ({ assert }) => {
    const { exitCode, errors } = await runCommand(UserCreate, [...ADA, '--role=boss'])

    assert.equal(exitCode, 1)
    assert.include(errors, 'admin, manager, member, viewer')
  })
})

test.group('user:reset-password', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('sets a new password and ends all sessions', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { access } = await signIn(client, user)

    const { output } = await runCommand(UserResetPassword, [user.email, '--json'])

    assert.isFalse(await isAccessTokenValid(client, access))
    await signIn(client, user, JSON.parse(output).password)
  })

  test('refuses a weak password and an unknown user', async ({ client, assert }) => {
    const user = await UserFactory.create()

    const guessed = await runCommand(UserResetPassword, [user.username, '--password=password123'])
    const stranger = await runCommand(UserResetPassword, ['nobody'])

    assert.deepEqual([guessed.exitCode, stranger.exitCode], [1, 1])
    assert.include(stranger.errors, '"nobody"')
    await signIn(client, user)
  })
})

test.group('user:disable and user:enable', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('revoke and restore access at once', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { access } = await signIn(client, user)
    const token = await createLongLivedToken(user)

    const disabled = await runCommand(UserDisable, [user.username, '--json'])
    assert.isFalse(JSON.parse(disabled.output).is_active)
    assert.isFalse(await isAccessTokenValid(client, access))
    assert.isFalse(await isAccessTokenValid(client, token))

    const enabled = await runCommand(UserEnable, [user.username, '--json'])
    assert.isTrue(JSON.parse(enabled.output).is_active)
    assert.isFalse(await isAccessTokenValid(client, token))
    const signedIn = await signIn(client, user)
    assert.isTrue(await isAccessTokenValid(client, signedIn.access))
  })

  test('refuse to disable the last active admin', async ({ assert }) => {
    await User.query().where('role', 'admin').update({ isActive: false })
    const admin = await UserFactory.apply('admin').create()

    const { exitCode, errors } = await runCommand(UserDisable, [admin.username])

    assert.equal(exitCode, 1)
    assert.include(errors, 'last active admin')
    await admin.refresh()
    assert.isTrue(admin.isActive)
  })
})

test.group('Commands in their own process', () => {
  test('have help', async ({ assert }) => {
    const { exitCode, output } = await runAce(['user:create', '--help'])

    assert.equal(exitCode, 0)
    assert.include(output, 'user:create --username=ada')
  })

  test('print their usage if called incorrectly', async ({ assert }) => {
    const { exitCode, errors } = await runAce(['user:disable', 'ada', '--loudly'])

    assert.equal(exitCode, 1)
    assert.include(errors, '--loudly')
    assert.include(errors, 'user:disable --help')
  })

  test('exit with a message if {0} is unavailable')
    .with([
      ['PostgreSQL', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }],
      ['Redis', { REDIS_URL: 'redis://127.0.0.1:1' }],
    ] as [string, Record<string, string>][])
    .run(async ({ assert }, [, env]) => {
      const user = await UserFactory.create()
      const { exitCode, output, errors } = await runAce(
        ['user:disable', user.username, '--json'],
        env
      )

      assert.equal(exitCode, 1)
      assert.equal(output, '')
      assert.include(errors, `Can't connect to`)
      assert.include(errors, 'node ace doctor')
      assert.notMatch(errors, /^\s+at /m)
      await user.refresh()
      assert.isTrue(user.isActive)
      await user.delete()
    })

  test('exit with a message if a setting is missing', async ({ assert }) => {
    const { exitCode, errors } = await runAce(['token:list'], { APP_KEY: '' })

    assert.equal(exitCode, 1)
    assert.include(errors, 'APP_KEY')
    assert.notMatch(errors, /^\s+at /m)
  })
})
