import { DomainException } from '#core/exceptions/domain_exception'

export class MayNotInvite extends DomainException {
  static status = 403
  static code = 'forbidden'
  static message =
    'You may offer a role no higher than your own, and a place in a team that you lead; without a team only managers and admins invite.'
}
