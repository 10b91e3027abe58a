import { DateTime } from 'luxon'
import { beforeCommit, inTransaction, type Transaction } from '#core/database/transaction'
import { append } from '#events/outbox'
import { subjectOf, UserConfirmationRequested } from '#accounts/users/events/user_events'
import User, { type Role } from '#accounts/users/models/user'
import accessLedger from '#accounts/sessions/access_ledger'
import { EndAccess } from '#accounts/sessions/actions/end_access'
import { Throttle } from '#api/limits/throttle'
import accountsConfig from '#config/accounts'
import { findTaken } from '#accounts/users/queries/find_taken'
import { ValidationFailed } from '#core/exceptions/validation_failed'
import { LastAdmin } from '#accounts/exceptions'

export interface UserChanges {
  username?: string
  email?: string
  firstName?: string
  lastName?: string
  timezone?: string
  weeklyCapacityHours?: number
  shortcutsEnabled?: boolean
  role?: Role
  isActive?: boolean
}

const takenNames = new Throttle('usernames already taken', accountsConfig.registrationsPerHour)
const newAddresses = new Throttle('new addresses', 5)

export class UpdateUser {
  /**
   * A role or state that equals what the caller saw doesn't undo a concurrent change.
   * @throws ValidationFailed, TooManyAttempts, LastAdmin
   */
  async handle(known: User, input: UserChanges, actor?: User, outer?: Transaction) {
    const { id } = known
    const changes = { ...input }
    if (changes.role === known.role) delete changes.role
    if (changes.isActive === known.isActive) delete changes.isActive

    await refuseTaken(known, changes, outer)
    const isUnconfirmed = isOther(changes.email, known.email) && actor && !actor.isAdmin
    if (isUnconfirmed) await newAddresses.take(String(id))
    return inTransaction(outer, async (trx) => {
      const dismisses = changes.role !== undefined || changes.isActive !== undefined
      const admins = dismisses ? await lockActiveAdmins(trx) : []
      const user = await User.query({ client: trx }).where('id', id).forUpdate().firstOrFail()

      const { isActive: wasActive, isActiveAdmin: wasActiveAdmin } = user
      user.merge(changes)
      if (isUnconfirmed) {
        user.emailVerifiedAt = null
        await append(trx, UserConfirmationRequested.by(user.id, subjectOf(user)))
      }
      if (wasActiveAdmin && !user.isActiveAdmin && admins.length === 1) throw new LastAdmin()

      if (wasActive && !user.isActive) await disable(user, trx)
      else await save(user, trx)
      return user
    })
  }
}

function isOther(address: string | undefined, known: string): boolean {
  return address !== undefined && address.toLowerCase() !== known.toLowerCase()
}

/** Limited, against probing for taken names. */
async function refuseTaken({ id }: User, { username, email }: UserChanges, trx?: Transaction) {
  const taken = await findTaken({ username, email }, { except: id, trx })
  if (taken.length === 0) return
  await takenNames.take(String(id))
  throw new ValidationFailed(taken)
}

/** Serialises admins who demote each other; `for no key update` doesn't block references. */
async function lockActiveAdmins(trx: Transaction) {
  const admins = User.query({ client: trx })
    .select('id')
    .where({ role: 'admin', isActive: true })
    .orderBy('id')
  admins.knexQuery.forNoKeyUpdate()
  return admins
}

async function disable(user: User, trx: Transaction) {
  await new EndAccess().handle(user, trx)
  await trx.from('auth_access_tokens').where('tokenable_id', user.id).delete()
}

async function save(user: User, trx: Transaction) {
  const { username, role, timezone } = user.$dirty
  const changesClaims = username ?? role ?? timezone
  if (changesClaims) user.accessChangedAt = DateTime.utc()

  await user.save()
  if (changesClaims) beforeCommit(trx, () => accessLedger.record(user))
}
