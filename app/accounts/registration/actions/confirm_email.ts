import { DateTime } from 'luxon'
import User from '#accounts/users/models/user'
import type { Transaction } from '#core/database/transaction'
import { InvalidConfirmationLink } from '#accounts/exceptions'

export class ConfirmEmail {
  /** @throws InvalidConfirmationLink when the address has changed */
  async handle(userId: number, email: string, trx?: Transaction): Promise<void> {
    const user = await User.find(userId, { client: trx })
    if (user?.email !== email) throw new InvalidConfirmationLink()

    await User.query({ client: trx })
      .where({ id: userId, email })
      .whereNull('email_verified_at')
      .update({ emailVerifiedAt: DateTime.utc() })
  }
}
