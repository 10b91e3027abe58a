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

const takenNames = new Throttle('taken names', accountsConfig.registrationsPerHour)
const newAddresses = new Throttle('new addresses', 5)

/**
 * Changes a user; what is left out stays. Access tokens that were issued before follow the change:
 * another role holds at the next request. A disabled account loses all access at once, its
 * long-lived tokens included.
 */
export class UpdateUser {
  /**
   * Takes who changes it; operators give nobody. Of another e-mail address, which anybody but an admin
   * gives, nothing is known until it is confirmed. A role or a state that the caller knew already is no
   * change, and doesn't undo what an admin does meanwhile.
   * @throws ValidationFailed on `username` and `email`, TooManyAttempts (429) when somebody asked for
   *   taken ones or gave other addresses too often, LastAdmin (409) when no active admin would be left.
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

/** Which names are taken is told so often and not more. */
async function refuseTaken({ id }: User, { username, email }: UserChanges, trx?: Transaction) {
  const taken = await findTaken({ username, email }, { except: id, trx })
  if (taken.length === 0) return
  await takenNames.take(String(id))
  throw new ValidationFailed(taken)
}

/**
 * In one order, so that two admins who dismiss each other come one after the other. Who only refers
 * to an admin, as a new task to its creator, doesn't wait: they may hold the user who is dismissed.
 */
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

/** What access tokens say of a user is noted where it changes. */
async function save(user: User, trx: Transaction) {
  const { username, role, timezone } = user.$dirty
  const changesClaims = username ?? role ?? timezone
  if (changesClaims) user.accessChangedAt = DateTime.utc()

  await user.save()
  if (changesClaims) beforeCommit(trx, () => accessLedger.record(user))
}
