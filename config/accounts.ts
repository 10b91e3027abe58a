import env from '#start/env'

/** Who may make an account, how long signing in lasts, and how often it may be tried. */
const accountsConfig = {
  /**
   * Whether people make accounts of their own: anybody (`open`), whoever was invited, or nobody. The
   * demo is there to be tried; elsewhere strangers are let in only where somebody said so.
   */
  registration: env.get('REGISTRATION', env.get('DEMO_DATA') ? 'open' : 'invited'),

  /** The life of an access token. */
  accessTokenMinutes: env.get('ACCESS_TOKEN_MINUTES', 15),

  /** The life of a refresh token; using it gives another one. */
  refreshTokenDays: env.get('REFRESH_TOKEN_DAYS', 30),

  /** Failed sign-ins to one account, from one address. */
  loginFailuresPerHour: env.get('LOGIN_FAILURES_PER_HOUR', 10),

  /** Failed sign-ins from one address, whatever the account. */
  loginFailuresPerAddressPerHour: env.get('LOGIN_FAILURES_PER_ADDRESS_PER_HOUR', 100),

  /** New accounts from one address. */
  registrationsPerHour: env.get('REGISTRATIONS_PER_HOUR', 100),

  /** Invitations by one user. */
  invitationsPerHour: env.get('INVITATIONS_PER_HOUR', 50),

  /** Changes that a user who is no admin may make; 0 for any number. */
  writesPerMinute: env.get('WRITES_PER_MINUTE', 600),
}

export default accountsConfig
