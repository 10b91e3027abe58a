import app from '@adonisjs/core/services/app'
import { appUrl } from '#config/app'
import { defineConfig } from '@adonisjs/session'
import { sessionStore } from '#web/session_store'

const isSecure = appUrl.startsWith('https://')

const sessionConfig = defineConfig({
  enabled: true,

  /** The `__Host-` prefix: browsers accept the cookie from this host over TLS only. */
  cookieName: isSecure ? '__Host-tasks_session' : 'tasks_session',
  clearWithBrowser: false,
  age: '14 days',
  cookie: {
    path: '/',
    httpOnly: true,
    secure: isSecure,
    sameSite: 'lax',
  },

  /** Tests sign in from inside the process with a client that writes to memory. */
  store: app.inTest ? 'memory' : 'redis',
  stores: { redis: sessionStore({ connection: 'main' }) },
})

export default sessionConfig
