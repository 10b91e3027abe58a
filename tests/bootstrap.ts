import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { chromium } from 'playwright'
import { counts } from '#tests/support/counts'
import { assert } from '@japa/assert'
import { apiClient } from '@japa/api-client'
import { browserClient } from '@japa/browser-client'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import { authApiClient } from '@adonisjs/auth/plugins/api_client'
import { sessionApiClient } from '@adonisjs/session/plugins/api_client'
import { shieldApiClient } from '@adonisjs/shield/plugins/api_client'
import { contract } from '#tests/support/contract'
import { declaredEvents } from '#tests/support/declared_events'
import { createHttpServer } from '#core/http/http_server'
import type { Config } from '@japa/runner/types'

export const plugins: Config['plugins'] = [
  counts(),
  assert(),
  pluginAdonisJS(app),
  apiClient(),
  sessionApiClient(app),
  authApiClient(app),
  shieldApiClient(),
  contract(),
  declaredEvents(),
  browserClient({
    runInSuites: ['browser'],
    assertions: { timeout: 15_000 },
    launcher: (options) =>
      chromium.launch({
        ...options,
        executablePath: process.env.CHROMIUM_PATH,
        args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
      }),
  }),
]

export const runnerHooks: Required<Pick<Config, 'setup' | 'teardown'>> = {
  setup: [
    async () => {
      const reset = await testUtils.db().migrate()
      return async () => {
        // Migrations hold an advisory lock on their connection, so the tests must not share it.
        await db.manager.closeAll()
        await reset()
      }
    },
  ],
  teardown: [],
}

export const configureSuite: Config['configureSuite'] = (suite) => {
  if (['functional', 'browser', 'failure'].includes(suite.name)) {
    suite.setup(() => testUtils.httpServer().start(createHttpServer))
  }
}
