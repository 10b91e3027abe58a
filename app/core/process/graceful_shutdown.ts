import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'

const DISCONNECT_MS = 3_000

interface Work {
  stop?: () => unknown

  graceMs?: number
}

/** Logs unhandled rejections, and ends in time although servers don't respond. */
export function shutDownGracefully({ stop, graceMs = 0 }: Work = {}) {
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'unhandled rejection'))
  app.terminating(async () => {
    setTimeout(() => process.exit(), graceMs + DISCONNECT_MS).unref()
    await stop?.()
  })
}
