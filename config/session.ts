import app from '@adonisjs/core/services/app'
import { appUrl } from '#config/app'
import { defineConfig } from '@adonisjs/session'
import { sessionStore } from '#web/session_store'

const isSecure = appUrl.startsWith('https://')

const sessionConfig = defineConfig({
  enabled: true,

  /** With the prefix a browser takes the cookie from this host alone: not from a sibling, not without TLS. */
  cookieName: isSecure ? '__Host-tasks_session' : 'tasks_session',
  clearWithBrowser: false,
  age: '14 days',
  cookie: {
    path: '/',
    httpOnly: true,
    secure: isSecure,
    sameSite: 'lax',
  },

  /** Tests sign people in from inside the process, and the client that does so writes to memory. */
  store: app.inTest ? 'memory' : 'redis',
  stores: { redis: sessionStore({ connection: 'main' }) },
})

export default sessionConfig
