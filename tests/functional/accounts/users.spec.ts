import { test } from '@japa/runner'
import type { Assert } from '@japa/assert'
import type { ApiClient } from '@japa/api-client'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import User from '#accounts/users/models/user'
import { assertAnswer } from '#tests/support/assert_answer'
import { makeTeammates, createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

const PUBLIC = ['id', 'username', 'first_name', 'last_name', 'role', 'is_active', 'timezone']
const PRIVATE = [
  'email',
  'email_verified',
  'weekly_capacity_hours',
  'shortcuts_enabled',
  'last_signed_in_at',
  'created_at',
  'updated_at',
]

test.group('Listing users', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('returns pages ordered by username', async ({ client, assert }) => {
    const user = await UserFactory.merge({ username: 'zoe' }).create()
    const others = await UserFactory.merge([{ username: 'Bert' }, { username: 'ada' }]).createMany(
      2
    )
    await makeTeammates(user, ...others)

    const first = await list(client, user, { page_size: 2 })

    assert.deepEqual(usernames(first), ['ada', 'Bert'])
    assert.equal(first.body().count, 3)
    assert.isNull(first.body().previous)
    const second = await client
      .get(new URL(first.body().next).pathname + new URL(first.body().next).search)
      .withGuard('jwt')
      .loginAs(user)
    assert.deepEqual(usernames(second), ['zoe'])
    assert.isNull(second.body().next)
  })

  test('shows private fields to the user and admins', async ({ client, assert }) => {
    const admin = await UserFactory.apply('admin').merge({ username: 'ada' }).create()
    const user = await UserFactory.merge({ username: 'bert' }).create()
    await makeTeammates(user, admin)

    const { results } = await assertAnswer(list(client, user, {}), 200)
    const [of, own] = results
    assertKeys(assert, of, PUBLIC)
    assertKeys(assert, own, [...PUBLIC, ...PRIVATE])
    const all = await assertAnswer(list(client, admin, {}), 200)
    assert.lengthOf(all.results, 2)
    for (const entry of all.results) {
      assertKeys(assert, entry, [...PUBLIC, ...PRIVATE])
    }
  })

  test('combines filters by name, role and state', async ({ client, assert }) => {
    const viewer = await UserFactory.apply('viewer').merge({ username: 'bert' }).create()
    const others = [
      await UserFactory.apply('manager').merge({ username: 'ada' }).create(),
      await UserFactory.merge({ username: 'x_1', firstName: 'Grace', lastName: 'Hopper' }).create(),
      await UserFactory.apply('disabled').merge({ username: 'x_2', lastName: '100%' }).create(),
    ]
    await makeTeammates(viewer, ...others)
    const found = async (query: object) => usernames(await list(client, viewer, query))

    assert.deepEqual(await found({ search: 'DA' }), ['ada'])
    assert.deepEqual(await found({ search: 'grace hop' }), ['x_1'])
    assert.deepEqual(await found({ search: '_' }), ['x_1', 'x_2'])
    assert.deepEqual(await found({ search: '0%' }), ['x_2'])
    assert.deepEqual(await found({ role: 'manager,viewer' }), ['ada', 'bert'])
    assert.deepEqual(await found({ is_active: 'false' }), ['x_2'])
    assert.deepEqual(await found({ role: 'member', is_active: 'true' }), ['x_1'])
    assert.deepEqual(await found({ ordering: '-username', role: 'member' }), ['x_2', 'x_1'])
  })

  test('finds email addresses only for admins', async ({ client, assert }) => {
    const admin = await UserFactory.apply('admin').create()
    const user = await UserFactory.merge({ username: 'bert', email: 'secret@here.org' }).create()
    const mate = await UserFactory.create()
    await makeTeammates(mate, user)

    assert.deepEqual(usernames(await list(client, admin, { search: 'SECRET@' })), ['bert'])
    assert.deepEqual(usernames(await list(client, mate, { search: 'secret@' })), [])
  })

  test('filters by a visible team', async ({ client, assert }) => {
    const [lead, member] = await UserFactory.merge([
      { username: 'ada' },
      { username: 'bert' },
    ]).createMany(2)
    const [stranger, admin] = [
      await UserFactory.create(),
      await UserFactory.apply('admin').create(),
    ]
    const team = await createTeam(lead, [[member, 'member']])
    const found = async (user: User) => usernames(await list(client, user, { team: team.id }))

    assert.deepEqual(await found(member), ['ada', 'bert'])
    assert.deepEqual(await found(admin), ['ada', 'bert'])
    assert.deepEqual(await found(stranger), [])
    await team.delete()
    assert.deepEqual(await found(admin), [])
  })

  test('names unknown parameters')
    .with([
      ['role', 'owner'],
      ['team', 'mine'],
      ['is_active', 'perhaps'],
      ['ordering', 'password'],
      ['page_size', '101'],
      ['password', 'x'],
    ])
    .run(async ({ client }, [name, value]) => {
      const response = await list(client, await UserFactory.create(), { [name]: value })

      response.assertStatus(400)
      response.assertBodyContains({ code: 'invalid_query', errors: [{ field: name }] })
    })
})

test.group('User', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is visible to the team, private fields to few', async ({ client, assert }) => {
    const [user, other] = await UserFactory.createMany(2)
    await makeTeammates(user, other)
    const admin = await UserFactory.apply('admin').create()

    assertKeys(assert, await assertAnswer(show(client, other, user), 200), PUBLIC)
    assertKeys(assert, await assertAnswer(show(client, user, user), 200), [...PUBLIC, ...PRIVATE])
    assertKeys(assert, await assertAnswer(show(client, admin, user), 200), [...PUBLIC, ...PRIVATE])
  })

  test('returns 404 if it does not exist')
    .with(['9007199254740991', '9999999999999999999999', '0', '-1', 'me2', '1e3'])
    .run(async ({ client }, id) => {
      const user = await UserFactory.create()
      const response = await client.get(`/api/users/${id}/`).withGuard('jwt').loginAs(user)

      response.assertStatus(404)
    })

  test('changes the given fields of themselves, even as a viewer', async ({ client }) => {
    const user = await UserFactory.apply('viewer').merge({ lastName: 'Hopper' }).create()
    const response = await patch(client, user, user, {
      first_name: 'Grace',
      username: 'grace',
      email: 'grace@example.org',
      timezone: 'America/New_York',
      weekly_capacity_hours: 32.5,
      shortcuts_enabled: false,
    })

    response.assertStatus(200)
    response.assertBodyContains({
      first_name: 'Grace',
      last_name: 'Hopper',
      username: 'grace',
      email: 'grace@example.org',
      timezone: 'America/New_York',
      weekly_capacity_hours: 32.5,
      shortcuts_enabled: false,
    })
    await assertAnswer(show(client, user, user), 200, response.body())
  })

  test('changes themselves at /me too', async ({ client }) => {
    const user = await UserFactory.create()
    const response = await client
      .patch('/api/users/me/')
      .withGuard('jwt')
      .loginAs(user)
      .json({ first_name: 'Grace' })

    response.assertStatus(200)
    response.assertBodyContains({ id: user.id, first_name: 'Grace' })
  })

  test('PUT resets omitted fields, except the role', async ({ client }) => {
    const admin = await UserFactory.apply('admin').create()
    const user = await UserFactory.apply('manager')
      .merge({
        firstName: 'Grace',
        timezone: 'Asia/Tokyo',
        weeklyCapacityHours: 10,
        shortcutsEnabled: false,
      })
      .create()
    const { username, email } = user

    for (const actor of [user, admin]) {
      const response = await put(client, actor, user, { username, email, last_name: 'Hopper' })

      response.assertStatus(200)
      response.assertBodyContains({
        first_name: '',
        last_name: 'Hopper',
        timezone: 'UTC',
        weekly_capacity_hours: 40,
        shortcuts_enabled: true,
        role: 'manager',
        is_active: true,
      })
    }
    const bare = await put(client, user, user, {})
    bare.assertStatus(422)
    bare.assertBodyContains({ errors: [{ field: 'username' }, { field: 'email' }] })
  })

  test('can be changed by an admin, not by another user', async ({ client }) => {
    const [user, other] = await UserFactory.createMany(2)
    await makeTeammates(user, other)
    const manager = await UserFactory.apply('manager').create()
    const admin = await UserFactory.apply('admin').create()

    for (const actor of [other, manager]) {
      const response = await patch(client, actor, user, { first_name: 'Eve' })
      response.assertStatus(403)
    }
    const response = await patch(client, admin, user, { first_name: 'Grace', role: 'manager' })
    response.assertStatus(200)
    response.assertBodyContains({ first_name: 'Grace', role: 'manager' })
  })

  test("can't change their own role or access", async ({ client, assert }) => {
    for (const role of ['member', 'viewer', 'manager'] as const) {
      const user = await UserFactory.merge({ role }).create()

      await assertAnswer(patch(client, user, user, { role: 'admin' }), 403)
      await assertAnswer(patch(client, user, user, { is_active: false }), 403)
      await assertAnswer(patch(client, user, user, { role, is_active: true }), 200)
      await user.refresh()
      assert.equal(user.role, role)
    }
  })

  test('reports all faults at once', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const faults = {
      id: 5,
      username: 'x',
      email: 'x',
      first_name: 'x'.repeat(101),
      timezone: '+01:00',
      weekly_capacity_hours: 169,
      role: 'owner',
      is_active: 'yes',
      created_at: '2026-01-01T00:00:00Z',
      password: 'a quiet evening',
    }
    const response = await patch(client, user, user, faults)

    response.assertStatus(422)
    assert.sameMembers(
      response.body().errors.map(({ field }: { field: string }) => field),
      Object.keys(faults)
    )
  })

  test('refuses a taken name, case-insensitively', async ({ client }) => {
    const [user, other] = await UserFactory.createMany(2)
    const taken = { username: other.username.toUpperCase(), email: other.email.toUpperCase() }

    const response = await patch(client, user, user, taken)
    response.assertStatus(422)
    response.assertBodyContains({
      errors: [
        { field: 'username', code: 'unique' },
        { field: 'email', code: 'unique' },
      ],
    })
    const own = await patch(client, user, user, { username: user.username.toUpperCase() })
    own.assertStatus(200)
  })
})

test.group('User who is demoted by an admin', (group) => {
  group.each.setup(() => testUtils.db().truncate())

  test("can't restore their role by a concurrent change", async ({ client, assert }) => {
    const user = await UserFactory.merge({ role: 'manager' }).create()
    const dismissal = await db.transaction()
    await User.query({ client: dismissal })
      .where('id', user.id)
      .update({ role: 'member', isActive: false })

    const claim = patch(client, user, user, { role: 'manager', is_active: true }).then()
    await somebodyWaits()
    await dismissal.commit()
    await claim

    await user.refresh()
    assert.include(user.$attributes, { role: 'member', isActive: false })
  })

  /** Until a transaction waits for row locks of another. */
  async function somebodyWaits() {
    for (;;) {
      const { rows } = await db.rawQuery(
        `select count(*)::int as waiting from pg_locks where locktype = 'transactionid' and not granted`
      )
      if (rows[0].waiting > 0) return
    }
  }
})

test.group('Last admin', (group) => {
  group.each.setup(() => testUtils.db().truncate())

  test("can't be removed", async ({ client }) => {
    const admin = await UserFactory.apply('admin').create()
    await UserFactory.apply('admin').apply('disabled').create()

    for (const change of [{ role: 'member' }, { is_active: false }]) {
      const response = await patch(client, admin, admin, change)
      response.assertStatus(409)
      response.assertBodyContains({ code: 'last_admin' })
    }
    await assertAnswer(patch(client, admin, admin, { first_name: 'Ada' }), 200)
  })

  test('remains when two admins demote each other concurrently', async ({ client, assert }) => {
    const [first, second] = await UserFactory.apply('admin').createMany(2)
    const responses = await Promise.all([
      patch(client, first, second, { role: 'member' }),
      patch(client, second, first, { is_active: false }),
    ])

    const statuses = responses.map((response) => response.status()).sort()
    assert.equal(statuses[0], 200)
    assert.oneOf(statuses[1], [401, 403, 409])
    assert.lengthOf(await User.query().where({ role: 'admin', isActive: true }), 1)
  })

  test('can be demoted once there is another', async ({ client }) => {
    const [first, second] = await UserFactory.apply('admin').createMany(2)

    await assertAnswer(patch(client, first, first, { role: 'member' }), 200)
    await assertAnswer(patch(client, second, second, { role: 'member' }), 409)
  })
})

function list(client: ApiClient, user: User, query: object) {
  return client.get('/api/users/').qs(query).withGuard('jwt').loginAs(user)
}

function show(client: ApiClient, actor: User, user: User) {
  return client.get(`/api/users/${user.id}/`).withGuard('jwt').loginAs(actor)
}

function patch(client: ApiClient, actor: User, user: User, body: object) {
  return client.patch(`/api/users/${user.id}/`).withGuard('jwt').loginAs(actor).json(body)
}

function put(client: ApiClient, actor: User, user: User, body: object) {
  return client.put(`/api/users/${user.id}/`).withGuard('jwt').loginAs(actor).json(body)
}

function usernames(response: { body(): any }): string[] {
  return response.body().results.map(({ username }: { username: string }) => username)
}

function assertKeys(assert: Assert, body: object, keys: string[]) {
  assert.sameMembers(Object.keys(body), keys)
}
