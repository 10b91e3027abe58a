import { DomainException } from '#core/exceptions/domain_exception'

/** Says the same for one that never was, was used, was withdrawn, has expired, or isn't for this user. */
export class InvalidInvitation extends DomainException {
  static status = 403
  static code = 'invalid_invitation'
  static message =
    'This invitation is no longer valid: it was accepted, withdrawn or has expired. Ask for a new one.'
}
