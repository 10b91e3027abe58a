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

  role?: Role

  /** Null until confirmed. */
  emailVerifiedAt?: DateTime | null
}

/** Per network: new accounts and answers that a name is taken. */
export const registrations = new Throttle('registration', accountsConfig.registrationsPerHour)

/** Answers about taken names are limited, against probing. */
export class RegisterUser {
  /** Without `address` an operator creates the account: unlimited, and confirmed. */
  async handle(input: NewUser, address?: string, trx?: Transaction): Promise<User> {
    if (address === undefined) return this.#create(input, trx)

    const network = networkOf(address)
    await registrations.take(network)
    try {
      return await hashInTurn({ network }, () =>
        this.#create({ ...input, emailVerifiedAt: null }, trx)
      )
    } catch (error) {
      // A taken name is information, so it counts.
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

/** The password is hashed already. */
export async function createAccount(input: NewUser, trx: Transaction): Promise<User> {
  const user = await User.create(input, { client: trx })
  await append(trx, UserRegistered.by(user.id, subjectOf(user)))
  if (!user.emailVerifiedAt)
    await append(trx, UserConfirmationRequested.by(user.id, subjectOf(user)))
  return user
}
