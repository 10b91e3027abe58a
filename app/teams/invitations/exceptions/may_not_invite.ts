import { DomainException } from '#core/exceptions/domain_exception'

export class MayNotInvite extends DomainException {
  static status = 403
  static code = 'forbidden'
  static message =
    'You can only invite with a role up to your own and to teams that you lead. Only managers and admins can invite without a team.'
}
