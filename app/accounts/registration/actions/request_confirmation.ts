import { inTransaction, type Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'
import { append } from '#events/outbox'
import { Throttle } from '#api/limits/throttle'
import { subjectOf, UserConfirmationRequested } from '#accounts/users/events/user_events'

const throttle = new Throttle('confirmation', 3)

export class RequestConfirmation {
  /** @throws TooManyAttempts (429) */
  async handle({ id }: User, outer?: Transaction): Promise<void> {
    await throttle.take(String(id))
    await inTransaction(outer, async (trx) => {
      const user = await User.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      if (!user.emailVerifiedAt)
        await append(trx, UserConfirmationRequested.by(user.id, subjectOf(user)))
    })
  }
}
