import env from '#start/env'

const accountsConfig = {
  /**
   * `open`: everyone; `invited`: only with an invitation; `closed`: no one.
   * Open by default for the demo only.
   */
  registration: env.get('REGISTRATION', env.get('DEMO_DATA') ? 'open' : 'invited'),

  accessTokenMinutes: env.get('ACCESS_TOKEN_MINUTES', 15),

  /** Each use issues a new one. */
  refreshTokenDays: env.get('REFRESH_TOKEN_DAYS', 30),

  /** Failed sign-ins to one account from one address. */
  signInFailuresPerHour: env.get('SIGN_IN_FAILURES_PER_HOUR', 10),

  signInFailuresPerAddressPerHour: env.get('SIGN_IN_FAILURES_PER_ADDRESS_PER_HOUR', 100),

  /** Per address. */
  registrationsPerHour: env.get('REGISTRATIONS_PER_HOUR', 100),

  /** Per user. */
  invitationsPerHour: env.get('INVITATIONS_PER_HOUR', 50),
}

export default accountsConfig
