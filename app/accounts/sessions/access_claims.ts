import type { Role } from '#accounts/users/models/user'

/** The claims of an access token. */
export interface AccessClaims {
  userId: number
  /** Identifies the sign-in: the family of refresh tokens that the token was issued with. */
  family: string
  accessVersion: number
  username: string
  role: Role
  timezone: string
}
