import { DomainException } from '#core/exceptions/domain_exception'

/** Somebody wants something for an account that was disabled. */
export class AccountDisabled extends DomainException {
  constructor() {
    super('This account is disabled', { status: 409, code: 'account_disabled' })
  }
}
