import User from '#accounts/users/models/user'

/** Whether anybody can sign in yet; false in a new installation. */
export async function hasAccounts(): Promise<boolean> {
  return (await User.query().select('id').first()) !== null
}
