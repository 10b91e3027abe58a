import { DomainException } from '#core/exceptions/domain_exception'

/** Mail clients sometimes truncate links. */
export class InvalidUnsubscribeLink extends DomainException {
  static status = 400
  static code = 'invalid_unsubscribe_link'
  static message = 'This link is incomplete. Sign in to change your notification preferences'
}
