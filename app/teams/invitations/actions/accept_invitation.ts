import { DateTime } from 'luxon'
import { inTransaction, type Transaction } from '#core/database/transaction'
import { append } from '#events/outbox'
import User from '#accounts/users/models/user'
import accountsConfig from '#config/accounts'
import { hashInTurn } from '#accounts/passwords/bounded_scrypt'
import { networkOf } from '#api/limits/throttle'
import { hashPassword } from '#accounts/passwords/passwords'
import { findTaken } from '#accounts/users/queries/find_taken'
import { ValidationFailed } from '#core/exceptions/validation_failed'
import {
  createAccount,
  registrations,
  type NewUser,
} from '#accounts/registration/actions/register_user'
import { RegistrationClosed } from '#accounts/exceptions'
import Team from '#teams/teams/models/team'
import TeamMember from '#teams/members/models/team_member'
import type Invitation from '#teams/invitations/models/invitation'
import { findInvitation } from '#teams/invitations/queries/find_invitation'
import { subjectOf, InvitationAccepted } from '#teams/invitations/events/invitation_events'
import { AccountExists, InvalidInvitation } from '#teams/exceptions'

export type Registration = Omit<NewUser, 'email' | 'role'> & { token: string }

export class AcceptInvitation {
  /**
   * @throws InvalidInvitation, RegistrationClosed, AccountExists, ValidationFailed, TooManyAttempts
   */
  async register(
    { token, ...input }: Registration,
    address: string,
    outer?: Transaction
  ): Promise<User> {
    if (accountsConfig.registration === 'closed') throw new RegistrationClosed()
    const invited = await findInvitation(token, outer)
    const network = networkOf(address)
    const taken = await findTaken({ ...input, email: invited.email }, { trx: outer })
    if (taken.some(({ field }) => field === 'email')) throw new AccountExists()
    if (taken.length > 0) {
      await registrations.take(network)
      throw new ValidationFailed(taken)
    }
    const password = await hashInTurn({ network }, () => hashPassword(input.password))

    return inTransaction(outer, async (trx) => {
      const invitation = await findInvitation(token, trx)
      const { email, role } = invitation
      if (await User.findByEmail(email, trx)) throw new AccountExists()

      const emailVerifiedAt = DateTime.utc()
      const user = await createAccount({ ...input, password, email, role, emailVerifiedAt }, trx)
      await this.#use(invitation, user, trx)
      return user
    })
  }

  /** @throws InvalidInvitation (403) also when it is for another address */
  async join({ id }: User, token: string, outer?: Transaction): Promise<Invitation> {
    return inTransaction(outer, async (trx) => {
      const invitation = await findInvitation(token, trx)
      const user = await User.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      if (!invitation.isFor(user)) throw new InvalidInvitation()

      if (!user.emailVerifiedAt) await user.merge({ emailVerifiedAt: DateTime.utc() }).save()
      await this.#use(invitation, user, trx)
      return invitation
    })
  }

  async #use(invitation: Invitation, user: User, trx: Transaction) {
    const { teamId, teamRole } = invitation
    if (teamId !== null) {
      await Team.lock(teamId, trx)
      const place = { teamId, userId: user.id }
      const member = await TeamMember.query({ client: trx }).where(place).first()
      if (!member) await TeamMember.create({ ...place, role: teamRole }, { client: trx })
    }
    await invitation.useTransaction(trx).merge({ acceptedAt: DateTime.utc() }).save()
    await append(trx, InvitationAccepted.by(user.id, subjectOf(invitation)))
  }
}
