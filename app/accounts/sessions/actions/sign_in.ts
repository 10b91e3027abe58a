import { DateTime } from 'luxon'
import { inTransaction, type Transaction } from '#core/database/transaction'
import { append } from '#events/outbox'
import { subjectOf, UserSignedIn } from '#accounts/users/events/user_events'
import User from '#accounts/users/models/user'
import { verifyPassword, renewedHash } from '#accounts/passwords/passwords'
import { signInThrottle } from '#accounts/sessions/sign_in_throttle'
import { IssueTokens, type Tokens } from '#accounts/sessions/actions/issue_tokens'
import { InvalidCredentials } from '#accounts/exceptions'

export interface Credentials {
  /** Username or email address, regardless of case. */
  login: string
  password: string
}

/** @throws InvalidCredentials (401), TooManyAttempts (429), TooBusy (503) */
export class SignIn {
  async handle(credentials: Credentials, address: string, trx?: Transaction): Promise<User> {
    return this.#signIn(credentials, address, trx, async (user) => user)
  }

  async withTokens(
    credentials: Credentials,
    address: string,
    trx?: Transaction
  ): Promise<Tokens & { user: User }> {
    return this.#signIn(credentials, address, trx, async (user, own) => ({
      user,
      ...(await new IssueTokens().handle(user, own)),
    }))
  }

  async #signIn<Given>(
    { login, password }: Credentials,
    address: string,
    outer: Transaction | undefined,
    give: (user: User, trx: Transaction) => Promise<Given>
  ): Promise<Given> {
    const user = await User.findByLogin(login, outer)
    const account = user ? String(user.id) : login.toLowerCase()

    return signInThrottle.attempt(account, address, async () => {
      const proven = await verifyPassword(user, password)
      if (!user?.isActive || proven === null) throw new InvalidCredentials()

      const renewed = await renewedHash(user, proven)
      return inTransaction(outer, async (trx) => {
        await this.#note(user, renewed, trx)
        return give(user, trx)
      })
    })
  }

  /** The proof only holds while access wasn't ended. */
  async #note(user: User, password: string | undefined, trx: Transaction) {
    const { id, accessVersion } = user
    const [signedIn] = await User.query({ client: trx })
      .where({ id, accessVersion, isActive: true })
      .update({ lastSignedInAt: DateTime.utc(), password })
    if (Number(signedIn) === 0) throw new InvalidCredentials()

    await append(trx, UserSignedIn.by(user.id, subjectOf(user)))
  }
}
