import User from '#accounts/users/models/user'

export async function hasAccounts(): Promise<boolean> {
  return (await User.query().select('id').first()) !== null
}
