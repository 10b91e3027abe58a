import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import Team from '#teams/teams/models/team'
import { TaskFactory } from '#database/factories/task_factory'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

test.group('Creating a team', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('a manager creates a team and leads it', async ({ client, assert }) => {
    const manager = await UserFactory.apply('manager').create()
    const response = await client
      .post('/api/teams/')
      .json({ name: '  Platform  ', description: 'Keeps everything running' })
      .withGuard('jwt')
      .loginAs(manager)

    response.assertStatus(201)
    response.assertBodyContains({
      name: 'Platform',
      description: 'Keeps everything running',
      created_by: { id: manager.id, username: manager.username },
      member_count: 1,
      my_role: 'lead',
    })
    assert.match(response.body().created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  for (const role of ['member', 'viewer'] as const) {
    test(`is refused for a ${role}`, async ({ client, assert }) => {
      const user = await UserFactory.merge({ role }).create()
      const response = await client
        .post('/api/teams')
        .json({ name: 'Platform' })
        .withGuard('jwt')
        .loginAs(user)

      response.assertStatus(403)
      response.assertBodyContains({ code: 'forbidden' })
      assert.isNull(await Team.findBy('name', 'Platform'))
    })
  }

  test('refuses a taken name, case-insensitively, until that team is deleted', async ({
    client,
  }) => {
    const manager = await UserFactory.apply('manager').create()
    const team = await createTeam(manager)
    await team.merge({ name: 'Platform' }).save()
    const create = () =>
      client.post('/api/teams').json({ name: 'pLATFORM' }).withGuard('jwt').loginAs(manager)

    const taken = await create()
    taken.assertStatus(422)
    taken.assertBodyContains({ errors: [{ field: 'name', code: 'unique' }] })

    await team.delete()
    const free = await create()
    free.assertStatus(201)
  })

  test('reports all faults at once', async ({ client, assert }) => {
    const manager = await UserFactory.apply('manager').create()
    const response = await client
      .post('/api/teams')
      .json({ name: ' ', description: 7, member_count: 3, colour: 'red' })
      .withGuard('jwt')
      .loginAs(manager)

    response.assertStatus(422)
    assert.sameDeepMembers(
      response.body().errors.map(({ field, code }: any) => [field, code]),
      [
        ['name', 'min_length'],
        ['description', 'string'],
        ['member_count', 'read_only'],
        ['colour', 'unknown_field'],
      ]
    )
  })
})

test.group('Listing teams', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('members see their teams with their own role, admins see all', async ({
    client,
    assert,
  }) => {
    const [lead, viewer] = await UserFactory.createMany(2)
    const admin = await UserFactory.apply('admin').create()
    const seen = await createTeam(lead, [[viewer, 'viewer']])
    const foreign = await createTeam(lead)

    const asViewer = await client.get('/api/teams').withGuard('jwt').loginAs(viewer)
    assert.deepEqual(
      asViewer.body().results.map((team: any) => [team.id, team.my_role, team.member_count]),
      [[seen.id, 'viewer', 2]]
    )

    const asAdmin = await client.get('/api/teams').withGuard('jwt').loginAs(admin)
    assert.includeMembers(
      asAdmin.body().results.map((team: any) => team.id),
      [seen.id, foreign.id]
    )
    assert.isNull(asAdmin.body().results[0].my_role)
  })

  test('sorts by name, searches and paginates', async ({ client, assert }) => {
    const lead = await UserFactory.create()
    for (const name of ['beta 100%', 'Alpha', 'gamma 100']) {
      const team = await createTeam(lead)
      await team.merge({ name }).save()
    }
    const names = async (url: string) => {
      const response = await client.get(url).withGuard('jwt').loginAs(lead)
      response.assertStatus(200)
      return [response.body().results.map((team: any) => team.name), response.body().next]
    }

    const [firstPage, next] = await names('/api/teams?page_size=2')
    assert.deepEqual(firstPage, ['Alpha', 'beta 100%'])
    assert.deepEqual(await names(next.replace(/^https?:\/\/[^/]+/, '')), [['gamma 100'], null])
    assert.deepEqual(await names('/api/teams?ordering=-name&search=A%20100'), [
      ['gamma 100', 'beta 100%'],
      null,
    ])
    assert.deepEqual(await names('/api/teams?search=100%25'), [['beta 100%'], null])
  })

  test('names an unknown parameter or order', async ({ client }) => {
    const user = await UserFactory.create()
    const response = await client
      .get('/api/teams?colour=red&ordering=size')
      .withGuard('jwt')
      .loginAs(user)

    response.assertStatus(400)
    response.assertBodyContains({
      errors: [
        { field: 'colour', code: 'unknown_field' },
        { field: 'ordering', code: 'enum' },
      ],
    })
  })
})

test.group('Changing a team', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  async function people() {
    const [lead, member, outsider] = await UserFactory.createMany(3)
    const [admin, manager] = [
      await UserFactory.apply('admin').create(),
      await UserFactory.apply('manager').create(),
    ]
    const team = await createTeam(lead, [[member, 'member']])
    await team.merge({ name: 'Platform', description: 'Runs things' }).save()
    return { team, lead, member, outsider, admin, manager }
  }

  test('PATCH changes the given fields, PUT resets omitted ones', async ({ client }) => {
    const { team, lead } = await people()
    const url = `/api/teams/${team.id}/`

    const patched = await client
      .patch(url)
      .json({ name: 'PLATFORM' })
      .withGuard('jwt')
      .loginAs(lead)
    patched.assertStatus(200)
    patched.assertBodyContains({ name: 'PLATFORM', description: 'Runs things', my_role: 'lead' })

    const replaced = await client.put(url).json({ name: 'Core' }).withGuard('jwt').loginAs(lead)
    replaced.assertStatus(200)
    replaced.assertBodyContains({ name: 'Core', description: '', member_count: 2 })

    const nameless = await client.put(url).json({ description: 'x' }).withGuard('jwt').loginAs(lead)
    nameless.assertStatus(422)
    nameless.assertBodyContains({ errors: [{ field: 'name', code: 'required' }] })
  })

  test('refuses the name of another team', async ({ client }) => {
    const { team, lead } = await people()
    const other = await createTeam(lead)
    const response = await client
      .patch(`/api/teams/${other.id}`)
      .json({ name: team.name.toLowerCase() })
      .withGuard('jwt')
      .loginAs(lead)

    response.assertStatus(422)
    response.assertBodyContains({ errors: [{ field: 'name', code: 'unique' }] })
  })

  test('succeeds for leads and admins, 403 for members, 404 for others', async ({
    client,
    assert,
  }) => {
    const { team, lead, member, outsider, admin, manager } = await people()
    const expected = [
      [lead, 200],
      [admin, 200],
      [member, 403],
      [outsider, 404],
      [manager, 404],
    ] as const
    for (const [user, status] of expected) {
      for (const request of [
        client.patch(`/api/teams/${team.id}`).json({ description: user.username }),
        client.put(`/api/teams/${team.id}`).json({ name: `Team of ${user.username}` }),
      ]) {
        const response = await request.withGuard('jwt').loginAs(user)
        assert.equal(response.status(), status, user.role)
      }
    }
  })

  test('is refused for a lead whose account is a viewer', async ({ client }) => {
    const { team, lead } = await people()
    await lead.merge({ role: 'viewer' }).save()
    const response = await client
      .patch(`/api/teams/${team.id}`)
      .json({ name: 'Mine' })
      .withGuard('jwt')
      .loginAs(lead)

    response.assertStatus(403)
  })
})

test.group('Deleting a team', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('hides it from everybody', async ({ client, assert }) => {
    const lead = await UserFactory.create()
    const admin = await UserFactory.apply('admin').create()
    const team = await createTeam(lead)
    const response = await client.delete(`/api/teams/${team.id}/`).withGuard('jwt').loginAs(lead)
    response.assertStatus(204)

    for (const user of [lead, admin]) {
      for (const path of ['', '/members']) {
        const gone = await client.get(`/api/teams/${team.id}${path}`).withGuard('jwt').loginAs(user)
        gone.assertStatus(404)
      }
    }
    assert.exists(await Team.queryWithDeleted().where('id', team.id).first())
  })

  test('is refused until its tasks are deleted', async ({ client }) => {
    const lead = await UserFactory.create()
    const team = await createTeam(lead)
    const task = await TaskFactory.merge({ createdById: lead.id, teamId: team.id }).create()
    const remove = () => client.delete(`/api/teams/${team.id}`).withGuard('jwt').loginAs(lead)

    const refused = await remove()
    refused.assertStatus(409)
    refused.assertBodyContains({ code: 'team_has_tasks' })

    await task.delete()
    const removed = await remove()
    removed.assertStatus(204)
  })

  test('a task restored afterwards has no team', async ({ client, assert }) => {
    const lead = await UserFactory.create()
    const team = await createTeam(lead)
    const task = await TaskFactory.apply('deleted')
      .merge({ createdById: lead.id, teamId: team.id })
      .create()
    await client.delete(`/api/teams/${team.id}`).withGuard('jwt').loginAs(lead)

    const url = `/api/tasks/${task.id}`
    const restored = await client.post(`${url}/restore/`).withGuard('jwt').loginAs(lead)
    restored.assertStatus(200)
    restored.assertBodyContains({ team: null, deleted_at: null })

    const history = await client.get(`${url}/history/`).withGuard('jwt').loginAs(lead)
    assert.containSubset(history.body().results, [
      { action: 'restored' },
      { action: 'updated', field: 'team', old: team.id, new: null },
    ])
  })

  test('answers 403 to members and 404 to others', async ({ client }) => {
    const [lead, member, outsider] = await UserFactory.createMany(3)
    const team = await createTeam(lead, [[member, 'member']])
    const remove = (user: typeof lead) =>
      client.delete(`/api/teams/${team.id}`).withGuard('jwt').loginAs(user)

    const asMember = await remove(member)
    asMember.assertStatus(403)
    const asOutsider = await remove(outsider)
    asOutsider.assertStatus(404)
  })
})
