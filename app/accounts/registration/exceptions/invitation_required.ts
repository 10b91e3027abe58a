import { DomainException } from '#core/exceptions/domain_exception'

export class InvitationRequired extends DomainException {
  static status = 403
  static code = 'invitation_required'
  static message =
    'You need an invitation to register here. Ask an admin, or the lead of your team, to invite you; the link in their mail brings you to the form.'
}
