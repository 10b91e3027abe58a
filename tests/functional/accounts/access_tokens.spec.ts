import { test } from '@japa/runner'
import { SignJWT, decodeJwt } from 'jose'
import { DateTime, Settings } from 'luxon'
import { createSecretKey, hkdfSync, randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import { appUrl } from '#config/app'
import accountsConfig from '#config/accounts'
import User from '#accounts/users/models/user'
import { signAccessToken } from '#accounts/sessions/access_tokens'
import { resetThrottles } from '#tests/support/throttles'
import { isAccessTokenValid, createLongLivedToken, signIn } from '#tests/support/sign_in'
import { makeTeammates } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

test.group('Access tokens', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())
  group.each.teardown(() => {
    Settings.now = () => Date.now()
  })

  test('contain their user and expiry', async ({ client, assert }) => {
    const user = await UserFactory.merge({ timezone: 'Asia/Kolkata' }).create()
    const { access } = await signIn(client, user)
    const claims = decodeJwt(access)

    assert.containSubset(claims, {
      sub: String(user.id),
      username: user.username,
      role: 'member',
      zoneinfo: 'Asia/Kolkata',
      iss: appUrl,
      aud: 'api',
    })
    assert.equal(claims.exp! - claims.iat!, accountsConfig.accessTokenMinutes * 60)
    assert.properties(claims, ['sid', 'ver', 'jti'])
  })

  test('are verified without querying PostgreSQL', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const { access } = await signIn(client, user)
    await isAccessTokenValid(client, access)
    const queries: string[] = []
    db.connection()
      .getReadClient()
      .on('query', ({ sql }) => queries.push(sql))

    await client.get('/api/users/0/').bearerToken(access)
    await client.get('/api/users/me/').bearerToken(access)

    assert.lengthOf(queries, 1)
    assert.match(queries[0], /^select \* from "users" where /)
  })

  test('expire', async ({ client, assert }) => {
    const { access } = await signIn(client, await UserFactory.create())

    travel(accountsConfig.accessTokenMinutes - 1)
    assert.isTrue(await isAccessTokenValid(client, access))
    travel(accountsConfig.accessTokenMinutes + 1)
    assert.isFalse(await isAccessTokenValid(client, access))
  })

  test('are refused if malformed', async ({ client }) => {
    for (const id of ['99999999999999999999999', '-1', '0', '1.5', '1\0', '1e3', 'abc', '']) {
      const token = `oat_${Buffer.from(id).toString('base64url')}.c2VjcmV0`
      const response = await client.get('/api/tasks/').bearerToken(token)
      response.assertStatus(401)
    }
  })

  test('return 401 with instructions if missing', async ({ client, assert }) => {
    const response = await client.get('/api/users/me/')

    response.assertStatus(401)
    response.assertHeader('www-authenticate', 'Bearer')
    assert.equal(response.body().code, 'unauthenticated')
  })

  test('are refused unless byte-identical to the signed form', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const token = await signAccessToken(user, randomUUID())
    const [head, body, signature] = token.split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
    const raised = encode({ ...claims, role: 'admin' })
    const forgeries = [
      `${encode({ alg: 'none' })}.${body}.`,
      `${encode({ alg: 'none' })}.${body}.${signature}`,
      `${encode({ alg: 'HS512', typ: 'JWT' })}.${body}.${signature}`,
      `${head}.${raised}.${signature}`,
      `${head}.${body}`,
      `${head}.${body}.`,
      `${head}.${body}.${signature.slice(0, -2)}`,
      `${head}.${body}.${signature}.`,
      'a.b.c',
    ]

    for (const forgery of forgeries)
      assert.isFalse(await isAccessTokenValid(client, forgery), forgery)
    assert.isTrue(await isAccessTokenValid(client, `${head}.${body}.${signature}`))
  })

  test('are refused if signed with another key, for another use or without expiry', async ({
    client,
    assert,
  }) => {
    const user = await UserFactory.create()
    const good = decodeJwt(await signAccessToken(user, randomUUID()))
    const key = createSecretKey(
      Buffer.from(hkdfSync('sha256', env.get('APP_KEY').release(), '', 'access tokens', 32))
    )
    const sign = (claims: object, secret = key) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(secret)
    const appKey = createSecretKey(Buffer.from(env.get('APP_KEY').release()))

    assert.isTrue(await isAccessTokenValid(client, await sign(good)))
    for (const forgery of [
      await sign(good, appKey),
      await sign({ ...good, aud: 'mail' }),
      await sign({ ...good, iss: 'https://example.org' }),
      await sign({ ...good, exp: undefined, iat: undefined }),
      await sign({ ...good, iat: good.iat! - 3600, exp: good.exp! + 3600 }),
    ]) {
      assert.isFalse(await isAccessTokenValid(client, forgery))
    }
  })

  test('reflect changes of the user', async ({ client }) => {
    const user = await UserFactory.create()
    const admin = await UserFactory.apply('admin').create()
    await makeTeammates(admin, user)
    const { access } = await signIn(client, user)

    await client
      .patch(`/api/users/${user.id}/`)
      .withGuard('jwt')
      .loginAs(admin)
      .json({ role: 'admin' })
    const raised = await client.get(`/api/users/${admin.id}/`).bearerToken(access)
    raised.assertBodyContains({ email: admin.email })
    await client
      .patch(`/api/users/${user.id}/`)
      .withGuard('jwt')
      .loginAs(admin)
      .json({ role: 'viewer' })

    const lowered = await client
      .patch(`/api/users/${admin.id}/`)
      .bearerToken(access)
      .json({ first_name: 'Eve' })
    lowered.assertStatus(403)
  })
})

test.group('Long-lived access tokens', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are accepted as bearer tokens until revoked', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const token = await User.accessTokens.create(user)
    const value = token.value!.release()
    assert.isTrue(await isAccessTokenValid(client, value))

    await User.accessTokens.delete(user, token.identifier)

    assert.isFalse(await isAccessTokenValid(client, value))
  })

  test('are refused for a disabled account', async ({ client, assert }) => {
    const user = await UserFactory.apply('disabled').create()

    assert.isFalse(await isAccessTokenValid(client, await createLongLivedToken(user)))
  })

  test('are revoked by signing out with them, without the others', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const [used, other] = [await createLongLivedToken(user), await createLongLivedToken(user)]
    const response = await client.post('/api/auth/logout/').bearerToken(used)

    response.assertStatus(204)
    assert.isFalse(await isAccessTokenValid(client, used))
    assert.isTrue(await isAccessTokenValid(client, other))
  })
})

function encode(part: object) {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

function travel(minutes: number) {
  const then = DateTime.fromMillis(Date.now()).plus({ minutes }).toMillis()
  Settings.now = () => then
}
