import { prettyPrintError } from '@adonisjs/core'
import { createHttpServer, GRACE_MS } from '#core/http/http_server'
import { createIgnitor } from './application.js'

createIgnitor()
  .tap((app) => {
    app.ready(async () => {
      const { shutDownGracefully } = await import('#core/process/graceful_shutdown')
      shutDownGracefully({ graceMs: GRACE_MS })
    })
  })
  .httpServer()
  .start(createHttpServer)
  .catch((error) => {
    process.exitCode = 1
    prettyPrintError(error)
  })
