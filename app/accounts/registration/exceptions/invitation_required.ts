import { DomainException } from '#core/exceptions/domain_exception'

export class InvitationRequired extends DomainException {
  static status = 403
  static code = 'invitation_required'
  static message =
    'Registration requires an invitation. Ask an admin or your team lead to invite you, then use the link in the email.'
}
