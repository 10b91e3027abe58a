import { hostname } from 'node:os'
import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { serviceName } from '#core/process/service_name'
import { currentRequestId } from '#core/http/request_id'
import { defineConfig, destination, syncDestination } from '@adonisjs/core/logger'

/** What a command prints is its answer; what it logs goes to the error stream. */
const isCommand = app.getEnvironment() === 'console'
const dest = isCommand ? 2 : 1

/**
 * In production lines of log are written some at a time, a fifth of a second later at most, so that
 * requests don't wait for them; elsewhere each keeps its place among other output.
 */
const stream = () => {
  if (app.inProduction) {
    return destination({ dest, sync: false, minLength: 4096, periodicFlush: 200 })
  }
  return isCommand ? destination({ dest, sync: true }) : syncDestination()
}

/** The request (or the one that caused the job or the event), unless the line says it already. */
function nameRequest(_: object, __: number, log: { bindings(): object }) {
  const id = currentRequestId()
  return id && !('request_id' in log.bindings()) ? { request_id: id } : {}
}

const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      base: { service: serviceName(), pid: process.pid, hostname: hostname() },
      timestamp: 'iso',
      mixin: nameRequest,
      level: env.get('LOG_LEVEL', app.inTest ? 'silent' : 'info'),
      destination: await stream(),
      redact: {
        // What Redis was told when it refused may be its password, or somebody's session.
        paths: ['password', '*.password', 'authorization', 'cookie', '*.command.args'],
        censor: '[redacted]',
      },
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
