import { DomainException } from '#core/exceptions/domain_exception'

/** The link was not made here, or not as it is now: mail readers sometimes cut them. */
export class InvalidUnsubscribeLink extends DomainException {
  static status = 400
  static code = 'invalid_unsubscribe_link'
  static message = 'This link is incomplete. Sign in to change your notification preferences'
}
