import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import TokenList from '#commands/accounts/token_list'
import TokenCreate from '#commands/accounts/token_create'
import TokenRevoke from '#commands/accounts/token_revoke'
import { runCommand } from '#tests/support/run_command'
import { isAccessTokenValid } from '#tests/support/sign_in'
import { UserFactory } from '#database/factories/user_factory'

/** The output of token:list. */
async function tokens(...args: string[]): Promise<{ name: string }[]> {
  const { output } = await runCommand(TokenList, [...args, '--json'])
  return JSON.parse(output)
}

test.group('Long-lived token commands', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('token:create creates a valid token', async ({ client, assert }) => {
    const user = await UserFactory.create()

    const { exitCode, output } = await runCommand(TokenCreate, [
      user.username,
      '--name=nightly import',
      '--expires-in=90d',
      '--json',
    ])

    assert.equal(exitCode, 0)
    const { token, name, expires_at: expiresAt } = JSON.parse(output)
    assert.equal(name, 'nightly import')
    assert.approximately(DateTime.fromISO(expiresAt).diffNow('days').days, 90, 0.1)
    assert.isTrue(await isAccessTokenValid(client, token))
  })

  test('token:create shows the token only once', async ({ assert }) => {
    const user = await UserFactory.create()
    const created = await runCommand(TokenCreate, [user.username, '--expires-in=never'])
    const [, token] = /Token: (\S+)/.exec(created.output)!

    const listed = await runCommand(TokenList, [user.username, '--json'])

    const [entry] = JSON.parse(listed.output)
    assert.containSubset(entry, { username: user.username, expires_at: null })
    assert.notInclude(listed.output, token)
  })

  test('token:list lists the tokens of everybody or of one user', async ({ assert }) => {
    const [one, other] = await UserFactory.createMany(2)
    await runCommand(TokenCreate, [one.username, '--name=first'])
    await runCommand(TokenCreate, [other.username, '--name=second'])

    const all = await tokens()
    const own = await tokens(other.username)

    assert.includeMembers(
      all.map(({ name }) => name),
      ['first', 'second']
    )
    assert.deepEqual(
      own.map(({ name }) => name),
      ['second']
    )
  })

  test('token:revoke revokes a token at once, and reports an unknown one', async ({
    client,
    assert,
  }) => {
    const user = await UserFactory.create()
    const made = await runCommand(TokenCreate, [user.username, '--json'])
    const { id, token } = JSON.parse(made.output)

    const revoked = await runCommand(TokenRevoke, [String(id)])
    assert.equal(revoked.exitCode, 0)
    assert.isFalse(await isAccessTokenValid(client, token))

    const again = await runCommand(TokenRevoke, [String(id)])
    assert.equal(again.exitCode, 1)
    assert.include(again.errors, `No token with the id ${id}`)
  })

  test('token:create refuses a disabled account', async ({ assert }) => {
    const user = await UserFactory.apply('disabled').create()

    const { exitCode, errors } = await runCommand(TokenCreate, [user.username])

    assert.equal(exitCode, 1)
    assert.include(errors, 'disabled')
  })

  test('token:create refuses an invalid expiry: {$self}')
    .with(['soon', '9 lives', '0d', '-3d', '90'])
    .run(async ({ assert }, time) => {
      const user = await UserFactory.create()

      const { exitCode, errors } = await runCommand(TokenCreate, [
        user.username,
        `--expires-in=${time}`,
      ])

      assert.equal(exitCode, 1)
      assert.include(errors, '--expires-in must be')
      assert.isEmpty(await tokens(user.username))
    })
})
