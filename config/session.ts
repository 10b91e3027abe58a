import app from '@adonisjs/core/services/app'
import { appUrl } from '#config/app'
import { defineConfig } from '@adonisjs/session'
import { sessionStore } from '#core/pages/session_store'

const sessionConfig = defineConfig({
  enabled: true,
  cookieName: 'tasks_session',
  clearWithBrowser: false,
  age: '14 days',
  cookie: {
    path: '/',
    httpOnly: true,
    secure: appUrl.startsWith('https://'),
    sameSite: 'lax',
  },

  /** Tests sign people in from inside the process, and the client that does so writes to memory. */
  store: app.inTest ? 'memory' : 'redis',
  stores: { redis: sessionStore({ connection: 'main' }) },
})

export default sessionConfig
