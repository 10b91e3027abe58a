import { DomainException } from '#core/exceptions/domain_exception'

/** The link was not made here, or not as it is now: mail readers sometimes cut them. */
export class InvalidUnsubscribeLink extends DomainException {
  constructor() {
    super('This link is not complete. Sign in and change your preferences there', {
      status: 400,
      code: 'invalid_unsubscribe_link',
    })
  }
}
