import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { append } from '#events/outbox'
import { subjectOf, UserSignedIn } from '#accounts/users/events/user_events'
import User from '#accounts/users/models/user'
import { provenPassword, renewHash } from '#accounts/passwords/passwords'
import { signInThrottle } from '#accounts/sessions/sign_in_throttle'
import { InvalidCredentials } from '#accounts/sessions/exceptions/invalid_credentials'

export interface Credentials {
  /** The username or the e-mail address, whatever the case. */
  login: string
  password: string
}

/**
 * Finds out who signs in. What they get for it (tokens or a session) is the caller's to give.
 * @throws InvalidCredentials (401), TooManyAttempts (429), TooBusy (503)
 */
export class SignIn {
  /** Takes what they typed and the address that the request came from. */
  async handle({ login, password }: Credentials, address: string): Promise<User> {
    const user = await User.findByLogin(login)
    const account = user ? String(user.id) : login.toLowerCase()

    return signInThrottle.attempt(account, address, async () => {
      const proven = await provenPassword(user, password)
      if (!user?.isActive || proven === null) throw new InvalidCredentials()

      await renewHash(user, proven)
      await this.#note(user)
      return user
    })
  }

  async #note(user: User) {
    await db.transaction(async (trx) => {
      const lastSignedInAt = DateTime.utc()
      await User.query({ client: trx }).where('id', user.id).update({ lastSignedInAt })
      await append(trx, UserSignedIn.by(user.id, subjectOf(user)))
    })
  }
}
