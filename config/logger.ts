import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig, destination, syncDestination } from '@adonisjs/core/logger'

/** What a command prints is its answer; what it logs goes to the error stream. */
const isCommand = app.getEnvironment() === 'console'
const dest = isCommand ? 2 : 1

/** Requests don't wait for their line of log in production; elsewhere lines keep their place. */
const stream = () => {
  if (app.inProduction) return destination({ dest, sync: false })
  return isCommand ? destination({ dest, sync: true }) : syncDestination()
}

const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'tasks',
      level: env.get('LOG_LEVEL', app.inTest ? 'silent' : 'info'),
      destination: await stream(),
      redact: {
        paths: ['password', '*.password', 'authorization', 'cookie'],
        censor: '[redacted]',
      },
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
