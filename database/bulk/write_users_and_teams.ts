import type { ClientBase } from 'pg'
import { copyInto } from '#database/bulk/copy'
import type { BulkTeam, BulkUser } from '#database/bulk/users_and_teams'

const USER_COLUMNS = [
  'id',
  'username',
  'email',
  'password',
  'first_name',
  'last_name',
  'role',
  'created_at',
  'updated_at',
]
const TEAM_COLUMNS = ['id', 'name', 'created_by_id', 'created_at', 'updated_at']
const MEMBER_COLUMNS = ['team_id', 'user_id', 'role', 'created_at', 'updated_at']

/** All users share the password hash; `at` is when they joined. */
export function writeUsers(
  client: ClientBase,
  users: BulkUser[],
  passwordHash: string,
  at: string
) {
  return copyInto(
    client,
    'users',
    USER_COLUMNS,
    users.map(({ id, username, firstName, lastName, role }) => {
      const email = `${username}@example.org`
      return [id, username, email, passwordHash, firstName, lastName, role, at, at]
    })
  )
}

export async function writeTeams(client: ClientBase, teams: BulkTeam[], at: string) {
  await copyInto(
    client,
    'teams',
    TEAM_COLUMNS,
    teams.map(({ id, name, lead }) => [id, name, lead.id, at, at])
  )
  await copyInto(
    client,
    'team_members',
    MEMBER_COLUMNS,
    teams.flatMap(({ id, members }) => members.map(({ user, role }) => [id, user.id, role, at, at]))
  )
}
