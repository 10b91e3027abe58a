import type { Role } from '#accounts/users/models/user'

export interface AccessClaims {
  userId: number
  /** The family of refresh tokens of the sign-in. */
  family: string
  accessVersion: number
  username: string
  role: Role
  timezone: string
}
