import { test } from '@japa/runner'
import { once } from 'node:events'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import app from '@adonisjs/core/services/app'

const STRONG = {
  APP_KEY: 'b3c1a9f87d6e5f4a3b2c1d0e9f8a7b6c',
  POSTGRES_PASSWORD: 'a%b@c/d:e f"g$h1x9',
}

test.group('Container secrets', (group) => {
  let folder: string
  group.each.setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'secrets-'))
    return () => rmSync(folder, { recursive: true })
  })

  async function prepare(env: Record<string, string>) {
    const child = spawn('node', ['--import=@poppinss/ts-exec', 'bin/secrets.ts'], {
      cwd: app.makePath(),
      env: {
        PATH: process.env.PATH,
        APP_KEY_FILE: join(folder, 'app_key'),
        DATABASE_PASSWORD_FILE: join(folder, 'postgres_password'),
        ...env,
      },
    })
    const [told, said, [exitCode]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ])
    return { exitCode, told, said }
  }
  const secret = (name: string) => readFileSync(join(folder, name), 'utf8')

  test('are generated if empty, and kept from then on', async ({ assert }) => {
    await prepare({ APP_KEY: '', POSTGRES_PASSWORD: '' })
    const made = [secret('app_key'), secret('postgres_password')]
    for (const each of made) assert.match(each, /^[\w-]{43}$/)
    assert.notEqual(made[0], made[1])

    await prepare({})
    assert.deepEqual([secret('app_key'), secret('postgres_password')], made)
  })

  test('are taken from the environment if set', async ({ assert }) => {
    await prepare({})
    await prepare(STRONG)
    assert.equal(secret('app_key'), STRONG.APP_KEY)
    assert.equal(secret('postgres_password'), STRONG.POSTGRES_PASSWORD)
  })

  test('are generated once by concurrent processes', async ({ assert }) => {
    const all = await Promise.all(Array.from({ length: 6 }, () => prepare({})))
    assert.isTrue(all.every(({ exitCode }) => exitCode === 0))
    assert.sameMembers(readdirSync(folder), ['app_key', 'postgres_password'])
    for (const name of ['APP_KEY', 'POSTGRES_PASSWORD']) {
      const makers = all.filter(({ told }) => told.includes(`${name} was empty`))
      assert.lengthOf(makers, 1, name)
    }
  })

  test('are readable only by their owner', async ({ assert }) => {
    await prepare({})
    assert.equal(statSync(join(folder, 'app_key')).mode & 0o777, 0o600)
  })

  test('are accepted in production if strong', async ({ assert }) => {
    const { exitCode } = await prepare({ ...STRONG, STRONG_SECRETS: 'true' })
    assert.equal(exitCode, 0)
  })

  for (const [what, env, words] of [
    ['missing', {}, ['APP_KEY is empty', 'POSTGRES_PASSWORD is empty']],
    ['short', { APP_KEY: 'x1y2z3' }, ['APP_KEY has 6 characters; at least 32 are required']],
    ['a common word', { POSTGRES_PASSWORD: 'ChangeMe-please-soon' }, ['too easy to guess']],
    ['one character again and again', { APP_KEY: 'ab'.repeat(20) }, ['too easy to guess']],
  ] as const) {
    test(`are refused in production if one is ${what}`, async ({ assert }) => {
      const given = what === 'missing' ? {} : { ...STRONG, ...env }
      const { exitCode, said } = await prepare({ ...given, STRONG_SECRETS: 'true' })
      assert.equal(exitCode, 1)
      for (const each of words) assert.include(said, each)
      assert.include(said, 'openssl rand')
      assert.isEmpty(readdirSync(folder))
    })
  }
})
