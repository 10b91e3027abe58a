import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import type Team from '#teams/teams/models/team'
import TeamMember from '#teams/members/models/team_member'
import { makeTeammates, createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

/** Repeated, because a single run may pass by chance. */
async function teamsWithLeads(one: User, other: User) {
  return Promise.all(Array.from({ length: 8 }, () => createTeam(one, [[other, 'lead']])))
}

function leadsOf(team: Team) {
  return TeamMember.query().where({ teamId: team.id, role: 'lead' })
}

test.group('Concurrent changes of teams', (group) => {
  group.each.setup(() => testUtils.db().truncate())

  test('two leads who demote each other leave one lead', async ({ client, assert }) => {
    const [one, other] = await UserFactory.createMany(2)
    const teams = await teamsWithLeads(one, other)
    const demote = (team: Team, user: User, by: User) =>
      client
        .patch(`/api/teams/${team.id}/members/${user.id}`)
        .json({ role: 'member' })
        .withGuard('jwt')
        .loginAs(by)

    for (const team of teams) {
      const responses = await Promise.all([demote(team, one, other), demote(team, other, one)])
      const statuses = responses.map((response) => response.status()).sort()
      assert.equal(statuses[0], 200)
      assert.include([403, 409], statuses[1])
      assert.lengthOf(await leadsOf(team), 1)
    }
  })

  test('two leads who leave together leave one lead', async ({ client, assert }) => {
    const [one, other] = await UserFactory.createMany(2)
    const leave = (team: Team, user: User) =>
      client.delete(`/api/teams/${team.id}/members/${user.id}`).withGuard('jwt').loginAs(user)

    for (const team of await teamsWithLeads(one, other)) {
      const responses = await Promise.all([leave(team, one), leave(team, other)])
      assert.sameMembers(
        responses.map((response) => response.status()),
        [204, 409]
      )
      assert.lengthOf(await leadsOf(team), 1)
    }
  })

  test('two requests add a user once', async ({ client, assert }) => {
    const [lead, newcomer] = await UserFactory.createMany(2)
    const team = await createTeam(lead)
    await makeTeammates(lead, newcomer)
    const add = () =>
      client
        .post(`/api/teams/${team.id}/members`)
        .json({ user_id: newcomer.id })
        .withGuard('jwt')
        .loginAs(lead)

    const responses = await Promise.all([add(), add()])

    assert.sameMembers(
      responses.map((response) => response.status()),
      [201, 409]
    )
    assert.lengthOf(await TeamMember.query().where({ teamId: team.id, userId: newcomer.id }), 1)
  })

  test('a deleted team gets no concurrent task', async ({ client, assert }) => {
    const [lead, other] = await UserFactory.createMany(2)

    for (const team of await teamsWithLeads(lead, other)) {
      const [deleted, created] = await Promise.all([
        client.delete(`/api/teams/${team.id}`).withGuard('jwt').loginAs(lead),
        client
          .post('/api/tasks')
          .json({ title: 'Just in time', team: team.id })
          .withGuard('jwt')
          .loginAs(other),
      ])
      assert.include(['204 422', '409 201'], `${deleted.status()} ${created.status()}`)
    }
  })
})
