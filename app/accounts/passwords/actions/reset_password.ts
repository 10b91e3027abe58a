import { inTransaction, type Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'
import { hashPassword } from '#accounts/passwords/passwords'
import { EndAccess } from '#accounts/sessions/actions/end_access'

export class ResetPassword {
  async handle({ id }: User, newPassword: string, outer?: Transaction): Promise<User> {
    const password = await hashPassword(newPassword)

    return inTransaction(outer, async (trx) => {
      const user = await User.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      await new EndAccess().handle(user.merge({ password }), trx)
      return user
    })
  }
}
