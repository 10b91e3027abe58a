import type { Client } from 'pg'
import { ACCOUNTS, emailOf } from '#database/demo/accounts'
import { warn, type Finding } from '#core/doctor/finding'

/** Whether anybody can sign in as somebody of the demo. */
export async function examineDemo(client: Client): Promise<Finding[]> {
  const { rows } = await client.query(
    `select exists (select from users where email = any ($1) and is_active) as has_demo`,
    [ACCOUNTS.map(emailOf)]
  )
  if (!rows[0].has_demo) return []
  const advice = 'Before others get at it, disable each: node ace user:disable <username>'
  return [warn('demo', 'its accounts have a password that everybody knows', advice)]
}
