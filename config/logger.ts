import { hostname } from 'node:os'
import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { serviceName } from '#core/process/service_name'
import { currentRequestId } from '#core/http/request_id'
import { defineConfig, destination, syncDestination } from '@adonisjs/core/logger'

/** A command's output goes to stdout and its log to stderr. */
const isCommand = app.getEnvironment() === 'console'
const dest = isCommand ? 2 : 1

/** In production log lines are buffered for up to 200 ms, so that requests don't wait for them. */
const stream = () => {
  if (app.inProduction) {
    return destination({ dest, sync: false, minLength: 4096, periodicFlush: 200 })
  }
  return isCommand ? destination({ dest, sync: true }) : syncDestination()
}

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
        // A command that Redis refused may contain its password or a session.
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
