import type { Client } from 'pg'
import { ok, warn, type Finding } from '#operations/doctor/finding'

export async function examineAccounts(client: Client): Promise<Finding[]> {
  const { rows } = await client.query(
    `select username from users where role = 'admin' and is_active order by id limit 20`
  )
  const names = rows.map(({ username }) => username).join(', ')
  return names
    ? [ok('accounts', `active admins: ${names}`)]
    : [warn('accounts', 'there is no active admin', 'Make one: node ace user:create --role=admin')]
}
