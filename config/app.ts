import env from '#start/env'
import { defineConfig } from '@adonisjs/core/http'

/** The public address, for absolute links. */
export const appUrl = env.get('APP_URL')

export const http = defineConfig({
  generateRequestId: true,

  /** HTML forms can send only GET and POST: `?_method=PATCH` says what they mean. */
  allowMethodSpoofing: true,

  useAsyncLocalStorage: false,

  /** Whose word to take for where a request came from; without a proxy in front, nobody's. */
  trustProxy: env.get('TRUST_PROXY') || false,

  cookie: {
    domain: '',
    path: '/',
    maxAge: '2h',
    httpOnly: true,
    secure: appUrl.startsWith('https://'),
    sameSite: 'lax',
  },
})
