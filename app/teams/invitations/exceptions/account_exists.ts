import { DomainException } from '#core/exceptions/domain_exception'

/** Who has the token reads the mail of the address, and may know that it has an account. */
export class AccountExists extends DomainException {
  static status = 409
  static code = 'account_exists'
  static message =
    'An account with this email address already exists. Sign in to accept the invitation.'
}
