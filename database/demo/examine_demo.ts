import type { Client } from 'pg'
import { Scrypt } from '@adonisjs/core/hash/drivers/scrypt'
import { ACCOUNTS, DEMO_PASSWORD, emailOf } from '#database/demo/accounts'
import { warn, type Finding } from '#operations/doctor/finding'

/** Whether demo accounts still have the public password. */
export async function examineDemo(client: Client): Promise<Finding[]> {
  const { rows } = await client.query(
    `select username, password from users where email = any ($1) and is_active order by id`,
    [ACCOUNTS.map(emailOf)]
  )
  const scrypt = new Scrypt({ maxMemory: 2 ** 28 })
  const known: string[] = []
  for (const { username, password } of rows) {
    if (await scrypt.verify(password, DEMO_PASSWORD)) known.push(username)
  }
  if (known.length === 0) return []

  const found = `accounts with the public demo password: ${known.join(', ')}`
  const advice = `Change them before other people can reach the app: node ace user:reset-password ${known[0]}`
  return [warn('demo', found, advice)]
}
