import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'

/** Milliseconds to disconnect from unresponsive servers. */
const FAREWELL_MS = 3_000

interface Work {
  /** Stops the current work; the process ends afterwards. */
  stop?: () => unknown

  /** Milliseconds that `stop` may take. */
  graceMs?: number
}

/**
 * For processes that run for weeks: logs unhandled rejections instead of crashing, and on SIGTERM
 * ends in time even when PostgreSQL or Redis don't respond.
 */
export function liveLong({ stop, graceMs = 0 }: Work = {}) {
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'unhandled rejection'))
  app.terminating(async () => {
    setTimeout(() => process.exit(), graceMs + FAREWELL_MS).unref()
    await stop?.()
  })
}
