import type { NextFn } from '@adonisjs/core/types/http'
import accountsConfig from '#config/accounts'
import { InvitationRequired, RegistrationClosed } from '#accounts/exceptions'

/** Runs before the body is read. */
export default class OpenRegistrationMiddleware {
  handle(_ctx: unknown, next: NextFn) {
    if (accountsConfig.registration === 'closed') throw new RegistrationClosed()
    if (accountsConfig.registration === 'invited') throw new InvitationRequired()
    return next()
  }
}
