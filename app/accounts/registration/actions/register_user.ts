import type { DateTime } from 'luxon'
import { inTransaction, type Transaction } from '#core/database/transaction'
import { append } from '#events/outbox'
import {
  subjectOf,
  UserConfirmationRequested,
  UserRegistered,
} from '#accounts/users/events/user_events'
import User, { type Role } from '#accounts/users/models/user'
import accountsConfig from '#config/accounts'
import { findTaken } from '#accounts/users/queries/find_taken'
import { ValidationFailed } from '#core/exceptions/validation_failed'
import { hashPassword } from '#accounts/passwords/passwords'
import { hashInTurn } from '#accounts/passwords/bounded_scrypt'
import { networkOf, Throttle } from '#api/limits/throttle'

export interface NewUser {
  username: string
  email: string
  password: string
  firstName?: string
  lastName?: string
  timezone?: string

  /** A member where nobody says otherwise; whoever registers themselves can't. */
  role?: Role

  /** Since when the address is known to be theirs; null for not yet. */
  emailVerifiedAt?: DateTime | null
}

/** By network: new accounts, and answers that a name is taken. */
export const registrations = new Throttle('registration', accountsConfig.registrationsPerHour)

/**
 * Makes an account. Who has which name is looked up only for what is right otherwise, and counts, so
 * that nobody tests addresses without making accounts.
 * @throws TooManyAttempts (429), TooBusy (503), ValidationFailed on `username` and `email`
 */
export class RegisterUser {
  /**
   * Takes the address that the request came from when somebody registers themselves, whose number
   * is limited and whose e-mail address has to be confirmed; operators give none.
   */
  async handle(input: NewUser, address?: string, trx?: Transaction): Promise<User> {
    if (address === undefined) return this.#create(input, trx)

    const network = networkOf(address)
    await registrations.take(network)
    try {
      return await hashInTurn({ network }, () =>
        this.#create({ ...input, emailVerifiedAt: null }, trx)
      )
    } catch (error) {
      // Whoever is told that a name is taken has learned something.
      if (!(error instanceof ValidationFailed)) await registrations.giveBack(network)
      throw error
    }
  }

  async #create(input: NewUser, outer?: Transaction): Promise<User> {
    const taken = await findTaken(input, { trx: outer })
    if (taken.length > 0) throw new ValidationFailed(taken)
    const password = await hashPassword(input.password)
    return inTransaction(outer, (trx) => createAccount({ ...input, password }, trx))
  }
}

/** Makes the account of somebody whose password is hashed already. */
export async function createAccount(input: NewUser, trx: Transaction): Promise<User> {
  const user = await User.create(input, { client: trx })
  await append(trx, UserRegistered.by(user.id, subjectOf(user)))
  if (!user.emailVerifiedAt)
    await append(trx, UserConfirmationRequested.by(user.id, subjectOf(user)))
  return user
}
