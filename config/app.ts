import env from '#start/env'
import { defineConfig } from '@adonisjs/core/http'
import { answerMalformedUrl } from '#core/http/unreadable_request'

/** The public address, for absolute links. */
export const appUrl = env.get('APP_URL')

export const http = defineConfig({
  generateRequestId: true,

  useAsyncLocalStorage: false,
  onBadUrl: answerMalformedUrl,

  /** Proxies whose X-Forwarded-* headers are trusted; none by default. */
  trustProxy: env.get('TRUST_PROXY'),

  cookie: {
    domain: '',
    path: '/',
    maxAge: '2h',
    httpOnly: true,
    secure: appUrl.startsWith('https://'),
    sameSite: 'lax',
  },
})
