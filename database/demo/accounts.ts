import type { Role } from '#accounts/users/models/user'

/**
 * The public default; where the product is reachable from other machines the demo gets a random
 * one.
 */
export const DEMO_PASSWORD = 'welcome-to-the-demo'

export type Name = 'anna' | 'mara' | 'jonas' | 'sofia' | 'viktor'

export interface DemoAccount {
  username: Name
  role: Role
  firstName: string
  lastName: string
  timezone: string
}

/** The users of a bicycle maker: one of each role, and a second member. */
export const ACCOUNTS: DemoAccount[] = [
  {
    username: 'anna',
    role: 'admin',
    firstName: 'Anna',
    lastName: 'Lindqvist',
    timezone: 'Europe/Stockholm',
  },
  {
    username: 'mara',
    role: 'manager',
    firstName: 'Mara',
    lastName: 'Okafor',
    timezone: 'Europe/Berlin',
  },
  {
    username: 'jonas',
    role: 'member',
    firstName: 'Jonas',
    lastName: 'Weber',
    timezone: 'Europe/Berlin',
  },
  {
    username: 'sofia',
    role: 'member',
    firstName: 'Sofia',
    lastName: 'Costa',
    timezone: 'Europe/Lisbon',
  },
  {
    username: 'viktor',
    role: 'viewer',
    firstName: 'Viktor',
    lastName: 'Novak',
    timezone: 'Europe/Prague',
  },
]

/** Tells a demo account from a real one of the same name. */
export const emailOf = ({ username }: DemoAccount) => `${username}@demo.example`
