import type { NextFn } from '@adonisjs/core/types/http'
import accountsConfig from '#config/accounts'
import { InvitationRequired, RegistrationClosed } from '#accounts/exceptions'

/** Lets people register where anybody may, before anything is read of what they sent. */
export default class OpenRegistrationMiddleware {
  /** @throws InvitationRequired (403) or RegistrationClosed (403) */
  handle(_ctx: unknown, next: NextFn) {
    if (accountsConfig.registration === 'closed') throw new RegistrationClosed()
    if (accountsConfig.registration === 'invited') throw new InvitationRequired()
    return next()
  }
}
