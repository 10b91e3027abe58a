import { prettyPrintError } from '@adonisjs/core'
import type { ApplicationService } from '@adonisjs/core/types'
import { createHttpServer, GRACE_MS } from '#core/http_server'
import { createIgnitor } from './application.js'

createIgnitor()
  .tap((app) => {
    app.ready(() => outliveLostPromises(app))
    app.terminating(endAnyway)
  })
  .httpServer()
  .start(createHttpServer)
  .catch((error) => {
    process.exitCode = 1
    prettyPrintError(error)
  })

/** A promise that was rejected behind somebody's back must not end the requests of everybody else. */
async function outliveLostPromises(app: ApplicationService) {
  const logger = await app.container.make('logger')
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'unhandled rejection'))
}

/** Servers that have gone silent may not answer a goodbye; requests in flight have ended long before. */
function endAnyway() {
  setTimeout(() => process.exit(), GRACE_MS + 2_000).unref()
}
