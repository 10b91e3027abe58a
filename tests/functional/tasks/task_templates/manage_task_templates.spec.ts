import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import TeamMember from '#teams/members/models/team_member'
import TaskTemplate from '#tasks/templates/models/task_template'
import { as, bodyOf } from '#tests/support/as_user'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

async function setUp() {
  const [lead, member, looker, outsider] = await UserFactory.createMany(4)
  const admin = await UserFactory.apply('admin').create()
  const team = await createTeam(lead, [
    [member, 'member'],
    [looker, 'viewer'],
  ])
  const common = { title: 'Release a version', description: '', tags: [], metadata: {} }
  const ofTeam = await TaskTemplate.create({
    ...common,
    name: 'Release',
    description: 'Step by step',
    priority: 'high',
    estimatedHours: 2.5,
    tags: ['release'],
    metadata: { checklist: ['notes'] },
    teamId: team.id,
    createdById: member.id,
  })
  const own = await TaskTemplate.create({ ...common, name: 'Mine', createdById: member.id })
  return { lead, member, looker, outsider, admin, team, ofTeam, own }
}

test.group('Creating a task template', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('a member creates one for the team with all fields', async ({ client }) => {
    const { member, team } = await setUp()
    const template = {
      name: 'Onboarding',
      title: 'Welcome somebody',
      description: 'On their first day',
      priority: 'low',
      estimated_hours: 1.25,
      tags: ['people', 'first-day'],
      metadata: { room: { floor: 2 } },
      team: team.id,
    }
    const response = await client
      .post('/api/task-templates/')
      .json(template)
      .withGuard('jwt')
      .loginAs(member)

    response.assertStatus(201)
    response.assertBodyContains({
      ...template,
      created_by: { id: member.id, username: member.username },
    })
  })

  test('applies defaults', async ({ client, assert }) => {
    const { outsider } = await setUp()
    const response = await client
      .post('/api/task-templates')
      .json({ name: 'Bare', title: 'A task' })
      .withGuard('jwt')
      .loginAs(outsider)

    response.assertStatus(201)
    response.assertBodyContains({
      description: '',
      priority: 'medium',
      estimated_hours: null,
      team: null,
    })
    assert.deepEqual(response.body().tags, [])
    assert.deepEqual(response.body().metadata, {})
  })

  test('an invisible team is a fault, and a team in which one is a viewer is refused', async ({
    client,
  }) => {
    const { outsider, looker, admin, team } = await setUp()
    const make = (user: typeof looker, teamId: number) =>
      client
        .post('/api/task-templates')
        .json({ name: 'Release', title: 'Release it', team: teamId })
        .withGuard('jwt')
        .loginAs(user)

    for (const response of [await make(outsider, team.id), await make(admin, 999_999_999)]) {
      response.assertStatus(422)
      response.assertBodyContains({ errors: [{ field: 'team', code: 'not_found' }] })
    }
    const looking = await make(looker, team.id)
    looking.assertStatus(403)
    const anywhere = await make(admin, team.id)
    anywhere.assertStatus(201)
  })

  test('is refused for a viewer', async ({ client }) => {
    const viewer = await UserFactory.apply('viewer').create()
    const response = await client
      .post('/api/task-templates')
      .json({ name: 'Release', title: 'Release it' })
      .withGuard('jwt')
      .loginAs(viewer)

    response.assertStatus(403)
  })

  test('reports all faults at once', async ({ client, assert }) => {
    const { member } = await setUp()
    const response = await client
      .post('/api/task-templates')
      .json({
        name: '',
        priority: 'huge',
        estimated_hours: -1,
        tags: ['fine', 'a,b', 3],
        metadata: [],
        team: 'red',
        created_by: 1,
        assigned_to: [],
      })
      .withGuard('jwt')
      .loginAs(member)

    response.assertStatus(422)
    assert.sameMembers(
      response.body().errors.map((fault: any) => fault.field),
      [
        'name',
        'title',
        'priority',
        'estimated_hours',
        'tags.1',
        'tags.2',
        'metadata',
        'team',
        'created_by',
        'assigned_to',
      ]
    )
  })
})

test.group('Listing task templates', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test("shows those of one's teams and one's own", async ({ client, assert }) => {
    const { member, looker, outsider, admin, team } = await setUp()
    const names = async (user: typeof member, query = '') => {
      const response = await client
        .get(`/api/task-templates/${query}`)
        .withGuard('jwt')
        .loginAs(user)
      response.assertStatus(200)
      return response.body().results.map((template: any) => template.name)
    }

    assert.deepEqual(await names(member), ['Mine', 'Release'])
    assert.deepEqual(await names(looker), ['Release'])
    assert.deepEqual(await names(outsider), [])
    assert.deepEqual(await names(admin, '?ordering=-name'), ['Release', 'Mine'])
    assert.deepEqual(await names(member, `?team=${team.id}`), ['Release'])
    assert.deepEqual(await names(member, '?search=MIN'), ['Mine'])

    await team.delete()
    assert.deepEqual(await names(member), ['Mine'])
    assert.deepEqual(await names(admin), ['Mine'])
  })
})

test.group('Changing a task template', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('PATCH changes the given fields, PUT resets omitted ones', async ({ client, assert }) => {
    const { lead, team, ofTeam } = await setUp()
    const url = `/api/task-templates/${ofTeam.id}/`

    const patched = await client
      .patch(url)
      .json({ name: 'Releases', estimated_hours: null })
      .withGuard('jwt')
      .loginAs(lead)
    patched.assertStatus(200)
    patched.assertBodyContains({
      name: 'Releases',
      title: 'Release a version',
      priority: 'high',
      estimated_hours: null,
      tags: ['release'],
      metadata: { checklist: ['notes'] },
      team: team.id,
    })

    const replaced = await client
      .put(url)
      .json({ name: 'Ship', title: 'Ship it', team: team.id })
      .withGuard('jwt')
      .loginAs(lead)
    replaced.assertStatus(200)
    replaced.assertBodyContains({
      name: 'Ship',
      title: 'Ship it',
      description: '',
      priority: 'medium',
      team: team.id,
    })
    assert.deepEqual(replaced.body().tags, [])
    assert.deepEqual(replaced.body().metadata, {})

    const half = await client.put(url).json({ name: 'Ship' }).withGuard('jwt').loginAs(lead)
    half.assertStatus(422)
    half.assertBodyContains({ errors: [{ field: 'title', code: 'required' }] })
  })

  test('is allowed to its creator, leads and admins; others get 403 or 404', async ({
    client,
    assert,
  }) => {
    const { lead, member, looker, outsider, admin, ofTeam } = await setUp()
    const expected = [
      [member, 200],
      [lead, 200],
      [admin, 200],
      [looker, 403],
      [outsider, 404],
    ] as const
    for (const [user, status] of expected) {
      const response = await client
        .patch(`/api/task-templates/${ofTeam.id}`)
        .json({ title: `By ${user.username}` })
        .withGuard('jwt')
        .loginAs(user)
      assert.equal(response.status(), status)
    }
  })

  test('moves it only to a team in which one works', async ({ client }) => {
    const { member, outsider, own } = await setUp()
    const foreign = await createTeam(outsider)
    const move = (team: number) =>
      client.patch(`/api/task-templates/${own.id}`).json({ team }).withGuard('jwt').loginAs(member)

    const refused = await move(foreign.id)
    refused.assertStatus(422)
    refused.assertBodyContains({ errors: [{ field: 'team', code: 'not_found' }] })

    const home = await createTeam(member)
    const moved = await move(home.id)
    moved.assertStatus(200)
    moved.assertBodyContains({ team: home.id })
  })
})

test.group('Deleting a task template', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('hides it from everybody and keeps the row', async ({ client, assert }) => {
    const { lead, admin, ofTeam } = await setUp()
    const url = `/api/task-templates/${ofTeam.id}/`
    const response = await client.delete(url).withGuard('jwt').loginAs(lead)
    response.assertStatus(204)

    const gone = await client.get(url).withGuard('jwt').loginAs(admin)
    gone.assertStatus(404)
    assert.exists(await TaskTemplate.queryWithDeleted().where('id', ofTeam.id).first())
  })

  test('answers 403 to a viewer of the team and 404 to others', async ({ client }) => {
    const { looker, outsider, ofTeam } = await setUp()
    const remove = (user: typeof looker) =>
      client.delete(`/api/task-templates/${ofTeam.id}`).withGuard('jwt').loginAs(user)

    const looking = await remove(looker)
    looking.assertStatus(403)
    const outside = await remove(outsider)
    outside.assertStatus(404)
  })
})

test.group('Template of a team that its creator left', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  async function leave() {
    const stage = await setUp()
    await stage.team.related('members').query().where('userId', stage.member.id).delete()
    return { ...stage, url: `/api/task-templates/${stage.ofTeam.id}/` }
  }

  test('is not accessible to the creator', async ({ client, assert }) => {
    const { member, lead, url } = await leave()
    const list = await as(client, member).get('/api/task-templates/')
    assert.deepEqual(
      list.body().results.map(({ name }: { name: string }) => name),
      ['Mine']
    )
    const whole = { name: 'Taken', title: 'Taken' }
    for (const answer of [
      await as(client, member).get(url),
      await as(client, member).patch(url, { title: 'Taken' }),
      await as(client, member).put(url, whole),
      await as(client, member).delete(url),
    ]) {
      answer.assertStatus(404)
    }
    assert.equal((await bodyOf(as(client, lead).get(url))).title, 'Release a version')
  })

  test('does not return to the creator when removed from the team', async ({ client }) => {
    const { lead, admin, member, url } = await leave()
    for (const user of [lead, admin]) {
      const whole = await as(client, user).put(url, { name: 'Ship', title: 'Ship it' })
      whole.assertStatus(422)
      const moved = await as(client, user).patch(url, { team: null })
      moved.assertStatus(422)
      moved.assertBodyContains({ errors: [{ field: 'team', code: 'creator_left' }] })
    }
    const seen = await as(client, member).get(url)
    seen.assertStatus(404)
  })

  test('is not accessible to a creator who is only a viewer now', async ({ client }) => {
    const { member, team, url } = await leave()
    await TeamMember.create({ teamId: team.id, userId: member.id, role: 'viewer' })
    const seen = await as(client, member).get(url)
    seen.assertStatus(200)
    const changed = await as(client, member).patch(url, { title: 'Taken' })
    changed.assertStatus(403)
    const gone = await as(client, member).delete(url)
    gone.assertStatus(403)
  })

  test('can be taken along by the creator while they work in the team', async ({ client }) => {
    const { member, ofTeam } = await setUp()
    const url = `/api/task-templates/${ofTeam.id}/`
    const taken = await as(client, member).patch(url, { team: null })
    taken.assertStatus(200)
    taken.assertBodyContains({ team: null })
  })
})
