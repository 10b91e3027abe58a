import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'

/** How long a farewell to servers may take that have gone silent, in milliseconds. */
const FAREWELL_MS = 3_000

interface Work {
  /** Ends the work that is at hand; the process ends when it has. */
  stop?: () => unknown

  /** How long that may take, in milliseconds. */
  graceMs?: number
}

/**
 * Lets this process run for weeks. A promise that was rejected behind somebody's back is logged and
 * ends nothing. Told to stop, the process ends in time even where PostgreSQL or Redis don't answer
 * any more.
 */
export function liveLong({ stop, graceMs = 0 }: Work = {}) {
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'unhandled rejection'))
  app.terminating(async () => {
    setTimeout(() => process.exit(), graceMs + FAREWELL_MS).unref()
    await stop?.()
  })
}
