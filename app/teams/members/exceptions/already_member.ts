import { DomainException } from '#core/exceptions/domain_exception'

export class AlreadyMember extends DomainException {
  static status = 409
  static code = 'already_member'
  static message = 'The user is already a member of the team.'
}
