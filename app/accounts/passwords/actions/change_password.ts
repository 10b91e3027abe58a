import { inTransaction, type Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'
import { EndAccess } from '#accounts/sessions/actions/end_access'
import { signInThrottle } from '#accounts/sessions/sign_in_throttle'
import { ValidationFailed } from '#core/exceptions/validation_failed'
import { hashPassword, verifyPassword } from '#accounts/passwords/passwords'
import { AccountDisabled, InvalidCredentials } from '#accounts/exceptions'

export interface PasswordChange {
  currentPassword: string
  newPassword: string
}

/** Ends all sessions, the caller's too: issue new tokens or a new session for the returned user. */
export class ChangePassword {
  /** @throws ValidationFailed, AccountDisabled, TooManyAttempts, TooBusy */
  async handle(
    { id }: User,
    input: PasswordChange,
    address: string,
    trx?: Transaction
  ): Promise<User> {
    const changed = signInThrottle.attempt(String(id), address, async () => {
      const user = await User.findOrFail(id, { client: trx })
      const proven = await verifyPassword(user, input.currentPassword)
      if (proven === null) throw new InvalidCredentials()

      return this.#replace(user, await hashPassword(input.newPassword), trx)
    })
    return changed.catch((error) => {
      if (!(error instanceof InvalidCredentials)) throw error
      throw ValidationFailed.on(
        'current_password',
        'incorrect',
        'The current password is incorrect'
      )
    })
  }

  /** The proof only holds while the stored password is unchanged. */
  async #replace({ id, password: proven }: User, password: string, outer?: Transaction) {
    return inTransaction(outer, async (trx) => {
      const user = await User.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      if (!user.isActive) throw new AccountDisabled()
      if (user.password !== proven) throw new InvalidCredentials()

      await new EndAccess().handle(user.merge({ password }), trx)
      return user
    })
  }
}
