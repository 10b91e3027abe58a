import { test } from '@japa/runner'
import { DateTime, Settings } from 'luxon'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import accountsConfig from '#config/accounts'
import User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'
import Invitation from '#teams/invitations/models/invitation'
import TeamMember from '#teams/members/models/team_member'
import UserInvite from '#commands/accounts/user_invite'
import { as, bodyOf, statusOf } from '#tests/support/as_user'
import { linkIn, Mailbox } from '#tests/support/mailbox'
import { setRegistration } from '#tests/support/registration'
import { resetThrottles } from '#tests/support/throttles'
import { runCommand } from '#tests/support/run_command'
import { makeTeammates, createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

const ADDRESS = 'grace@example.org'
const GRACE = { username: 'grace', password: 'a quiet evening' }

const mailbox = new Mailbox()

/** The token in the one mail that arrived. */
async function tokenFromMail(): Promise<string> {
  const mails = await mailbox.collect()
  if (mails.length !== 1) throw new Error(`expected one mail, received ${mails.length}`)
  return new URLSearchParams(linkIn(mails[0].text, '/invitations/accept').split('?')[1]).get(
    'token'
  )!
}

test.group('Inviting', (group) => {
  let admin: User
  let manager: User
  let lead: User
  let team: Team

  group.setup(() => mailbox.open())
  group.each.setup(() => resetThrottles())
  group.each.setup(() => setRegistration('invited'))
  group.each.setup(async () => {
    const rollback = await testUtils.db().wrapInGlobalTransaction()
    admin = await UserFactory.apply('admin').create()
    manager = await UserFactory.apply('manager').create()
    lead = await UserFactory.create()
    team = await createTeam(lead)
    return async () => {
      Settings.now = () => Date.now()
      await rollback()
    }
  })

  const invite = (client: ApiClient, user: User, input: object) =>
    as(client, user).post('/api/invitations/', { email: ADDRESS, ...input })
  const accept = (client: ApiClient, token: string, input: object = {}) =>
    client.post('/api/invitations/accept/').json({ token, ...GRACE, ...input })

  test('sends a link that creates an account in the team, once', async ({ client, assert }) => {
    const made = await invite(client, lead, { team: team.id, team_role: 'viewer' })
    made.assertStatus(201)
    made.assertBodyContains({
      email: ADDRESS,
      role: 'member',
      team: { id: team.id, name: team.name },
      team_role: 'viewer',
    })
    const token = await tokenFromMail()
    assert.notInclude(made.text(), token)
    const stored = await Invitation.findOrFail(made.body().id)
    assert.notInclude(JSON.stringify(stored.$attributes), token)

    const response = await accept(client, token)
    response.assertStatus(201)
    response.assertBodyContains({
      user: { username: 'grace', email: ADDRESS, role: 'member', email_verified: true },
    })
    const place = await TeamMember.findByOrFail('user_id', response.body().user.id)
    assert.deepEqual([place.teamId, place.role], [team.id, 'viewer'])

    const again = await accept(client, token, { username: 'eve' })
    again.assertStatus(403)
    again.assertBodyContains({ code: 'invalid_invitation' })
    assert.isNull(await User.findBy('username', 'eve'))
    assert.isEmpty(await mailbox.collect())
  })

  test("is limited to roles no higher than one's own and teams one leads", async ({
    client,
    assert,
  }) => {
    const { id: foreign } = await createTeam(await UserFactory.create())
    const { id: joined } = await createTeam(admin, [
      [lead, 'member'],
      [manager, 'member'],
    ])
    const viewer = await UserFactory.apply('viewer').create()
    const outsider = await UserFactory.create()
    const cases: [User, object, number][] = [
      [admin, { role: 'admin' }, 201],
      [admin, { team: foreign }, 201],
      [manager, { role: 'manager' }, 201],
      [manager, { role: 'admin' }, 403],
      [manager, { team: joined }, 403],
      [manager, { team: foreign }, 422],
      [manager, { team: 999_999_999 }, 422],
      [lead, { team: team.id, role: 'viewer' }, 201],
      [lead, { team: team.id, role: 'manager' }, 403],
      [lead, {}, 403],
      [lead, { team: joined }, 403],
      [lead, { team: foreign }, 422],
      [outsider, { team: team.id }, 403],
      [viewer, {}, 403],
    ]
    for (const [user, input, status] of cases) {
      const label = `${user.role} ${JSON.stringify(input)}`
      assert.equal(await statusOf(invite(client, user, input)), status, label)
    }
    assert.lengthOf(
      await Invitation.all(),
      4,
      'a second invitation to an address replaces the first'
    )
  })

  test('answers the same whether the address has an account or not', async ({ client, assert }) => {
    const known = await UserFactory.merge({ email: 'known@example.org' }).create()
    const said = async (email: string) => {
      const response = await invite(client, manager, { email })
      const { role, team: offered, team_role: teamRole, ...rest } = response.body()
      return [response.status(), role, offered, teamRole, Object.keys(rest)]
    }

    assert.deepEqual(await said(known.email.toUpperCase()), await said('unknown@example.org'))
    const mails = await mailbox.collect()
    assert.lengthOf(mails, 2)
  })

  test('lets only a user with that address join', async ({ client, assert }) => {
    const known = await UserFactory.merge({ email: 'Grace@Example.org' }).create()
    await invite(client, lead, { team: team.id })
    const token = await tokenFromMail()

    const second = await accept(client, token)
    second.assertStatus(409)
    second.assertBodyContains({ code: 'account_exists' })
    const stranger = await as(client, await UserFactory.create()).post('/api/invitations/join/', {
      token,
    })
    stranger.assertStatus(403)
    const joined = await as(client, known).post('/api/invitations/join/', { token })
    joined.assertStatus(204)

    assert.equal(await Team.roleOf(known, team.id), 'member')
    const again = await as(client, known).post('/api/invitations/join/', { token })
    again.assertStatus(403)
  })

  test('fails once the invitation is {$self}')
    .with(['expired', 'withdrawn', 'of a disabled user', 'of a demoted lead', 'to a deleted team'])
    .run(async ({ client, assert }, ending) => {
      const { id } = await bodyOf(invite(client, lead, { team: team.id }))
      const token = await tokenFromMail()
      const enders: Record<string, () => PromiseLike<unknown>> = {
        'expired': async () => {
          const later = DateTime.utc().plus({ days: 7, minutes: 1 }).toMillis()
          Settings.now = () => later
        },
        'withdrawn': () => as(client, lead).delete(`/api/invitations/${id}/`),
        'of a disabled user': () => lead.merge({ isActive: false }).save(),
        'of a demoted lead': () =>
          TeamMember.query().where({ teamId: team.id, userId: lead.id }).update({ role: 'member' }),
        'to a deleted team': () => team.delete(),
      }
      await enders[ending]()

      const response = await accept(client, token)
      response.assertStatus(403)
      response.assertBodyContains({ code: 'invalid_invitation' })
      const page = await client.get(`/invitations/accept?token=${token}`)
      page.assertStatus(403)
      assert.isNull(await User.findBy('username', 'grace'))
    })

  test('does not name a deleted team', async ({ client, assert }) => {
    await invite(client, admin, { team: team.id })
    const token = await tokenFromMail()
    await team.delete()

    const { results } = await bodyOf(as(client, admin).get('/api/invitations/'))
    assert.deepEqual([results[0].team, results[0].team_role], [null, null])
    const page = await client.get('/invitations').loginAs(admin)
    assert.notInclude(page.text(), team.name)
    const response = await accept(client, token)
    response.assertStatus(403)
    response.assertBodyContains({ code: 'invalid_invitation' })
  })

  test('sends no mail for an invitation withdrawn meanwhile', async ({ client, assert }) => {
    const { id } = await bodyOf(invite(client, manager, {}))
    await as(client, manager).delete(`/api/invitations/${id}/`)

    assert.isEmpty(await mailbox.collect())
  })

  test('sends one address at most three mails a day, whoever invites it', async ({
    client,
    assert,
  }) => {
    const counts: number[] = []
    for (const user of [admin, manager, admin, manager, admin]) {
      await invite(client, user, { email: user === admin ? ADDRESS : ADDRESS.toUpperCase() })
      const mails = await mailbox.collect()
      counts.push(mails.length)
    }
    assert.deepEqual(counts, [1, 1, 1, 0, 0])
  })

  test('lists pending invitations to their creators, leads and admins', async ({
    client,
    assert,
  }) => {
    const { id: own } = await bodyOf(invite(client, manager, {}))
    const { id: teams } = await bodyOf(invite(client, admin, { team: team.id }))
    const listed = async (user: User) => {
      const { results } = await bodyOf(as(client, user).get('/api/invitations/'))
      return results.map(({ id }: { id: number }) => id)
    }

    assert.deepEqual(await listed(manager), [own])
    assert.deepEqual(await listed(lead), [teams])
    assert.deepEqual(await listed(admin), [own, teams])
    assert.equal(await statusOf(as(client, lead).delete(`/api/invitations/${own}/`)), 404)
    assert.equal(await statusOf(as(client, lead).delete(`/api/invitations/${teams}/`)), 204)
  })

  test('hides an invitation from a creator who left the team', async ({ client, assert }) => {
    await bodyOf(invite(client, lead, { team: team.id }))
    const listed = async () => (await bodyOf(as(client, lead).get('/api/invitations/'))).count
    const place = TeamMember.query().where({ teamId: team.id, userId: lead.id })

    await place.clone().update({ role: 'member' })
    assert.equal(await listed(), 1)
    await place.clone().delete()
    assert.equal(await listed(), 0)
    await makeTeammates(lead)
    const page = await client.get('/invitations').loginAs(lead)
    assert.notInclude(page.text(), team.name)
  })

  test('limits how often it reveals taken usernames', async ({ client, assert }) => {
    const { id } = await bodyOf(invite(client, lead, { team: team.id }))
    const { token } = await Invitation.findOrFail(id)
    const guess = (username: string) => statusOf(accept(client, token, { username }))

    for (let count = 0; count < accountsConfig.registrationsPerHour; count++) {
      assert.equal(await guess(count % 2 ? admin.username : manager.username), 422)
    }
    assert.equal(await guess(admin.username), 429)
    assert.equal(await guess('grace'), 201)
  })

  test('is refused if registration is closed, also for existing invitations', async ({
    client,
    cleanup,
  }) => {
    await invite(client, manager, {})
    const token = await tokenFromMail()
    cleanup(setRegistration('closed'))

    for (const response of [await invite(client, manager, {}), await accept(client, token)]) {
      response.assertStatus(403)
      response.assertBodyContains({ code: 'registration_closed' })
    }
  })

  test('user:invite lets operators invite to any role', async ({ client, assert }) => {
    const { output } = await runCommand(UserInvite, [ADDRESS, '--role=admin', '--json'])
    const { url } = JSON.parse(output)

    assert.include(url, await tokenFromMail())
    const response = await accept(client, new URL(url).searchParams.get('token')!)
    response.assertBodyContains({ user: { role: 'admin' } })
  })

  test('works on the pages', async ({ client, assert }) => {
    const sent = await client
      .post('/invitations')
      .form({ email: ADDRESS, team: team.id, team_role: 'member', role: 'member' })
      .loginAs(lead)
      .withCsrfToken()
      .redirects(0)
    sent.assertStatus(302)
    const list = await client.get('/invitations').loginAs(lead)
    list.assertTextIncludes(ADDRESS)

    const token = await tokenFromMail()
    const page = await client.get(`/invitations/accept?token=${token}`)
    page.assertStatus(200)
    page.assertTextIncludes(team.name)
    const made = await client
      .post('/invitations/accept')
      .form({ token, ...GRACE, first_name: '', last_name: '', timezone: 'UTC' })
      .withCsrfToken()
      .redirects(0)
    made.assertHeader('location', '/tasks')
    const user = await User.findByOrFail('username', 'grace')
    assert.equal(user.email, ADDRESS)

    const after = await client.get('/invitations').loginAs(lead)
    assert.notInclude(after.text(), ADDRESS)
  })

  test('asks a user with an account to sign in and join', async ({ client, assert }) => {
    const known = await UserFactory.merge({ email: ADDRESS }).create()
    await makeTeammates(known)
    await invite(client, lead, { team: team.id })
    const token = await tokenFromMail()

    const first = await client.get(`/invitations/accept?token=${token}`).redirects(0)
    first.assertHeader('location', `/invitations/join?token=${token}`)
    const guest = await client.get(`/invitations/join?token=${token}`).redirects(0)
    guest.assertHeader('location', '/login')
    const other = await client.get(`/invitations/join?token=${token}`).loginAs(manager)
    other.assertTextIncludes('different email address')
    const page = await client.get(`/invitations/join?token=${token}`).loginAs(known)
    page.assertTextIncludes(`Join ${team.name}?`)
    await client.post('/invitations/join').form({ token }).loginAs(known).withCsrfToken()
    assert.equal(await Team.roleOf(known, team.id), 'member')
  })
})

test.group('Concurrent use of an invitation', (group) => {
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())
  group.each.setup(() => setRegistration('invited'))

  test('creates one account', async ({ client, assert }) => {
    const lead = await UserFactory.create()
    const team = await createTeam(lead)
    const { id } = await bodyOf(
      as(client, lead).post('/api/invitations/', { email: ADDRESS, team: team.id })
    )
    const { token } = await Invitation.findOrFail(id)

    const responses = await Promise.all(
      ['grace', 'grace_2', 'grace_3'].map((username) =>
        client.post('/api/invitations/accept/').json({ token, ...GRACE, username })
      )
    )
    const [made, ...refused] = responses.map((response) => response.status()).sort()
    assert.equal(made, 201)
    for (const status of refused) assert.include([403, 409], status)
    assert.lengthOf(await User.query().where('email', ADDRESS), 1)
    assert.lengthOf(await TeamMember.query().where('team_id', team.id), 2)
  })
})
