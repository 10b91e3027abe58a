import type { Client } from 'pg'
import { ok, warn, type Finding } from '#core/doctor/finding'

/** Whether somebody is there who may do everything. */
export async function examineAccounts(client: Client): Promise<Finding[]> {
  const { rows } = await client.query(
    `select exists (select from users where role = 'admin' and is_active) as has_admin`
  )
  return rows[0].has_admin
    ? [ok('accounts', 'there is an active admin')]
    : [warn('accounts', 'there is no active admin', 'Make one: node ace user:create --role=admin')]
}
