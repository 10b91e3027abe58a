import { configProvider } from '@adonisjs/core'
import { stores } from '@adonisjs/session'
import type { HttpContext } from '@adonisjs/core/http'
import type { SessionConfig, SessionStoreContract, SessionData } from '@adonisjs/session/types'

/** The session key of the guard `web`. */
const SIGNED_IN = 'auth_web'

/** Browsers drop cookies of more than 4,096 bytes, including name and attributes. */
const MAX_COOKIE_BYTES = 3_800

/** A form sent later is shown again with a new token. */
const GUEST_AGE = '60 minutes'

type GuestSession = { id: string; values: SessionData }

/** Guests' sessions are encrypted cookies, so that anonymous requests take no memory. */
class SessionStore implements SessionStoreContract {
  readonly #cookie: string

  constructor(
    private ctx: HttpContext,
    private config: SessionConfig & { cookie: object },
    private members: SessionStoreContract
  ) {
    this.#cookie = `${config.cookieName}_guest`
  }

  read(id: string) {
    return this.#guest?.id === id ? this.#guest.values : this.members.read(id)
  }

  async write(id: string, values: SessionData) {
    if (SIGNED_IN in values) return this.members.write(id, values)

    const { response } = this.ctx
    const guest: GuestSession = { id, values }
    if (Buffer.byteLength(JSON.stringify(guest)) * 1.5 > MAX_COOKIE_BYTES) return
    response.encryptedCookie(this.#cookie, guest, { ...this.config.cookie, maxAge: GUEST_AGE })
  }

  destroy(id: string) {
    if (this.#guest?.id !== id) return this.members.destroy(id)
    this.ctx.response.clearCookie(this.#cookie, this.config.cookie)
  }

  touch(id: string) {
    if (this.#guest?.id !== id) return this.members.touch(id)
  }

  get #guest(): GuestSession | null {
    const guest: unknown = this.ctx.request.encryptedCookie(this.#cookie)
    return typeof guest === 'object' ? (guest as GuestSession | null) : null
  }
}

export function sessionStore(options: Parameters<typeof stores.redis>[0]) {
  return configProvider.create(async (app) => {
    const members = await stores.redis(options).resolver(app)
    return (ctx: HttpContext, config: SessionConfig) =>
      new SessionStore(ctx, config as never, members(ctx, config))
  })
}
