import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { userActor } from '#accounts/users/actor'
import type User from '#accounts/users/models/user'
import type Team from '#teams/teams/models/team'
import TeamMember from '#teams/members/models/team_member'
import type Invitation from '#teams/invitations/models/invitation'
import { AcceptInvitation } from '#teams/invitations/actions/accept_invitation'
import { Invite } from '#teams/invitations/actions/invite'
import { WithdrawInvitation } from '#teams/invitations/actions/withdraw_invitation'
import { AddTeamMember } from '#teams/members/actions/add_team_member'
import { ChangeTeamMember } from '#teams/members/actions/change_team_member'
import { RemoveTeamMember } from '#teams/members/actions/remove_team_member'
import { CreateTeam } from '#teams/teams/actions/create_team'
import { DeleteTeam } from '#teams/teams/actions/delete_team'
import { UpdateTeam } from '#teams/teams/actions/update_team'
import type { Transaction } from '#core/database/transaction'
import { resetThrottles } from '#tests/support/throttles'
import { actionsOf, assertRollsBack } from '#tests/support/rolled_back'
import { makeTeammates, createTeam } from '#database/factories/team_factory'
import { PASSWORD, UserFactory } from '#database/factories/user_factory'

interface World {
  lead: User
  friend: User
  team: Team
  member: TeamMember
  invitation: Invitation
  invitationOfFriend: Invitation
}

/** How to call each action in an outer transaction. */
const ATTEMPTS: Record<string, (records: World, trx: Transaction) => Promise<unknown>> = {
  'AcceptInvitation with a new account': ({ invitation: { token } }, trx) =>
    new AcceptInvitation().register(
      { token, username: 'grace', password: PASSWORD },
      '203.0.113.7',
      trx
    ),
  'AcceptInvitation': ({ friend, invitationOfFriend: { token } }, trx) =>
    new AcceptInvitation().join(friend, token, trx),
  'Invite': ({ lead, team: { id } }, trx) =>
    new Invite().handle(userActor(lead), { email: 'mary@example.org', team: id }, trx),
  'WithdrawInvitation': ({ lead, invitation }, trx) =>
    new WithdrawInvitation().handle(userActor(lead), invitation, trx),
  'AddTeamMember': ({ lead, team, friend }, trx) =>
    new AddTeamMember().handle(userActor(lead), team, { userId: friend.id }, trx),
  'ChangeTeamMember': ({ lead, member }, trx) =>
    new ChangeTeamMember().handle(userActor(lead), member, 'viewer', trx),
  'RemoveTeamMember': ({ lead, member }, trx) =>
    new RemoveTeamMember().handle(userActor(lead), member, trx),
  'CreateTeam': ({ lead }, trx) =>
    new CreateTeam().handle(userActor(lead), { name: 'Support' }, trx),
  'DeleteTeam': ({ team }, trx) => new DeleteTeam().handle(team, trx),
  'UpdateTeam': ({ team }, trx) => new UpdateTeam().handle(team, { name: 'Support' }, trx),
}

async function createRecords(): Promise<World> {
  const [lead, friend, user] = await UserFactory.createMany(3)
  await makeTeammates(lead, friend)
  const team = await createTeam(lead, [[user, 'member']])
  const invite = (email: string) => new Invite().handle(userActor(lead), { email, team: team.id })

  return {
    lead,
    friend,
    team,
    member: await TeamMember.findByOrFail({ userId: user.id }),
    invitation: await invite('grace@example.org'),
    invitationOfFriend: await invite(friend.email),
  }
}

test.group('Outer transaction that is rolled back', (group) => {
  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(() => resetThrottles())

  test('leaves nothing of {$self}')
    .with(Object.keys(ATTEMPTS))
    .run(async ({ assert }, name) => {
      const records = await createRecords()
      await assertRollsBack(assert, (trx) => ATTEMPTS[name](records, trx))
    })

  test('is tested with every action', ({ assert }) => {
    const tried = Object.keys(ATTEMPTS).map((name) => name.split(' ')[0])
    assert.sameMembers([...new Set(tried)], actionsOf('teams'))
  })
})
