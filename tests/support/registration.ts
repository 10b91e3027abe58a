import accountsConfig from '#config/accounts'

type Registration = (typeof accountsConfig)['registration']

/** Lets people register as the setting `REGISTRATION` of this value does, until the test ends. */
export function registrationIs(registration: Registration) {
  const before = accountsConfig.registration
  accountsConfig.registration = registration
  return () => {
    accountsConfig.registration = before
  }
}
