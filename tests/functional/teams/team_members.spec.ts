import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import Team from '#teams/teams/models/team'
import TeamMember from '#teams/members/models/team_member'
import { makeTeammates, createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

async function setUp() {
  const [lead, member, newcomer] = await UserFactory.createMany(3)
  const admin = await UserFactory.apply('admin').create()
  const team = await createTeam(lead, [[member, 'member']])
  return { lead, member, newcomer, admin, team, url: `/api/teams/${team.id}/members/` }
}

test.group('Team members', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are listed to members and admins, with search and a role filter', async ({
    client,
    assert,
  }) => {
    const { lead, member, newcomer, admin, url } = await setUp()
    await member.merge({ firstName: 'Ada', lastName: 'Lovelace' }).save()

    for (const user of [member, admin]) {
      const list = await client.get(url).withGuard('jwt').loginAs(user)
      assert.deepEqual(
        list.body().results.map((row: any) => [row.user_id, row.role]),
        [
          [lead.id, 'lead'],
          [member.id, 'member'],
        ]
      )
    }

    const found = await client
      .get(`${url}?search=ada%20love&role=member`)
      .withGuard('jwt')
      .loginAs(lead)
    assert.deepEqual(found.body().results[0].user, {
      id: member.id,
      username: member.username,
      first_name: 'Ada',
      last_name: 'Lovelace',
    })
    found.assertBodyContains({ count: 1, next: null, previous: null })

    const foreign = await client.get(url).withGuard('jwt').loginAs(newcomer)
    foreign.assertStatus(404)
  })
})

test.group('Adding a member', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('succeeds once, with the role member by default', async ({ client }) => {
    const { lead, newcomer, team, url } = await setUp()
    await makeTeammates(lead, newcomer)
    const add = (body: object) => client.post(url).json(body).withGuard('jwt').loginAs(lead)

    const added = await add({ user_id: newcomer.id })
    added.assertStatus(201)
    added.assertBodyContains({
      user_id: newcomer.id,
      user: { id: newcomer.id, username: newcomer.username },
      role: 'member',
    })

    const again = await add({ user_id: newcomer.id, role: 'viewer' })
    again.assertStatus(409)
    again.assertBodyContains({ code: 'already_member' })

    const seen = await client.get(`/api/teams/${team.id}`).withGuard('jwt').loginAs(newcomer)
    seen.assertBodyContains({ my_role: 'member', member_count: 3 })
  })

  test('reports an unknown or disabled user on user_id', async ({ client }) => {
    const { lead, url } = await setUp()
    const disabled = await UserFactory.apply('disabled').create()
    await makeTeammates(lead, disabled)

    for (const userId of [disabled.id, 999_999_999]) {
      const response = await client
        .post(url)
        .json({ user_id: userId })
        .withGuard('jwt')
        .loginAs(lead)
      response.assertStatus(422)
      response.assertBodyContains({ errors: [{ field: 'user_id', code: 'not_found' }] })
    }
  })

  test('reports an unknown role and an invalid id together', async ({ client }) => {
    const { lead, url } = await setUp()
    const response = await client
      .post(url)
      .json({ user_id: '7', role: 'owner' })
      .withGuard('jwt')
      .loginAs(lead)

    response.assertStatus(422)
    response.assertBodyContains({ errors: [{ field: 'user_id' }, { field: 'role', code: 'enum' }] })
  })

  test('answers 403 to members and 404 to others', async ({ client }) => {
    const { member, newcomer, url } = await setUp()
    const add = (user: typeof member) =>
      client.post(url).json({ user_id: newcomer.id }).withGuard('jwt').loginAs(user)

    const asMember = await add(member)
    asMember.assertStatus(403)
    const asOutsider = await add(newcomer)
    asOutsider.assertStatus(404)
  })
})

test.group("Changing a member's role", (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('a lead promotes a member and may then step down', async ({ client }) => {
    const { lead, member, url } = await setUp()
    const change = (user: typeof lead, role: string) =>
      client.patch(`${url}${user.id}/`).json({ role }).withGuard('jwt').loginAs(lead)

    const early = await change(lead, 'member')
    early.assertStatus(409)
    early.assertBodyContains({ code: 'last_lead' })

    const promoted = await change(member, 'lead')
    promoted.assertStatus(200)
    promoted.assertBodyContains({ user_id: member.id, role: 'lead' })

    const steppedBack = await change(lead, 'viewer')
    steppedBack.assertStatus(200)
    const late = await change(member, 'member')
    late.assertStatus(403)
  })

  test('an admin may leave a team without a lead', async ({ client }) => {
    const { lead, admin, url } = await setUp()
    const response = await client
      .patch(`${url}${lead.id}`)
      .json({ role: 'member' })
      .withGuard('jwt')
      .loginAs(admin)

    response.assertStatus(200)
  })

  test('answers 403 to the member themselves, and 404 for users outside the team', async ({
    client,
  }) => {
    const { member, newcomer, lead, url } = await setUp()
    const promote = (user: typeof lead, by: typeof lead) =>
      client.patch(`${url}${user.id}`).json({ role: 'lead' }).withGuard('jwt').loginAs(by)

    const self = await promote(member, member)
    self.assertStatus(403)
    const stranger = await promote(newcomer, lead)
    stranger.assertStatus(404)
  })
})

test.group('Removing a member', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('hides the team from them', async ({ client }) => {
    const { lead, member, team, url } = await setUp()
    const removed = await client.delete(`${url}${member.id}/`).withGuard('jwt').loginAs(lead)
    removed.assertStatus(204)

    const gone = await client.get(`/api/teams/${team.id}`).withGuard('jwt').loginAs(member)
    gone.assertStatus(404)
    const again = await client.delete(`${url}${member.id}/`).withGuard('jwt').loginAs(lead)
    again.assertStatus(404)
  })

  test('anybody may leave, except the last lead', async ({ client, assert }) => {
    const { lead, member, team, url } = await setUp()
    const leave = (user: typeof lead) =>
      client.delete(`${url}${user.id}`).withGuard('jwt').loginAs(user)

    const left = await leave(member)
    left.assertStatus(204)
    const refused = await leave(lead)
    refused.assertStatus(409)
    refused.assertBodyContains({ code: 'last_lead' })
    assert.equal(await Team.roleOf(lead, team.id), 'lead')
  })

  test("leads who can't act as leads do not let the last one leave", async ({ client, assert }) => {
    const { lead, member, admin, url } = await setUp()
    const patch = (user: typeof lead, body: object, by = lead) =>
      client.patch(`${url}${user.id}`).json(body).withGuard('jwt').loginAs(by)
    const leave = () => client.delete(`${url}${lead.id}`).withGuard('jwt').loginAs(lead)

    await patch(member, { role: 'lead' })
    for (const changes of [{ is_active: false }, { is_active: true, role: 'viewer' }]) {
      const change = await client
        .patch(`/api/users/${member.id}`)
        .json(changes)
        .withGuard('jwt')
        .loginAs(admin)
      change.assertStatus(200)

      for (const refused of [await leave(), await patch(lead, { role: 'member' })]) {
        refused.assertStatus(409)
        refused.assertBodyContains({ code: 'last_lead' })
      }
    }

    const removed = await client.delete(`${url}${member.id}`).withGuard('jwt').loginAs(lead)
    removed.assertStatus(204)
    assert.lengthOf(await TeamMember.query().where('role', 'lead'), 1)
  })

  test('the only lead can be disabled, and an admin appoints another', async ({ client }) => {
    const { lead, member, admin, url } = await setUp()
    const disabled = await client
      .patch(`/api/users/${lead.id}`)
      .json({ is_active: false })
      .withGuard('jwt')
      .loginAs(admin)
    disabled.assertStatus(200)

    const promoted = await client
      .patch(`${url}${member.id}`)
      .json({ role: 'lead' })
      .withGuard('jwt')
      .loginAs(admin)
    promoted.assertStatus(200)
  })

  test('an admin may remove the last lead', async ({ client }) => {
    const { lead, admin, url } = await setUp()
    const response = await client.delete(`${url}${lead.id}`).withGuard('jwt').loginAs(admin)
    response.assertStatus(204)
  })

  test('a member may not remove another', async ({ client }) => {
    const { lead, member, url } = await setUp()
    const response = await client.delete(`${url}${lead.id}`).withGuard('jwt').loginAs(member)
    response.assertStatus(403)
  })
})
