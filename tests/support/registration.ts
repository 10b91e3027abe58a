import accountsConfig from '#config/accounts'

type Registration = (typeof accountsConfig)['registration']

/** Sets `REGISTRATION`; returns the function that resets it. */
export function setRegistration(registration: Registration) {
  const before = accountsConfig.registration
  accountsConfig.registration = registration
  return () => {
    accountsConfig.registration = before
  }
}
