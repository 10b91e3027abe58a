import { DomainException } from '#core/exceptions/domain_exception'

/** Somebody wants something for an account that was disabled. */
export class AccountDisabled extends DomainException {
  static status = 409
  static code = 'account_disabled'
  static message = 'This account is disabled'
}
