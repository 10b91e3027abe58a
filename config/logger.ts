import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig, destination, syncDestination, targets } from '@adonisjs/core/logger'

/** What a command prints is its answer; what it logs goes to the error stream. */
const isCommand = app.getEnvironment() === 'console'
const stream = isCommand ? 2 : 1
const developing = () => (isCommand ? destination({ dest: 2, sync: true }) : syncDestination())

const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'tasks',
      level: env.get('LOG_LEVEL', app.inTest ? 'silent' : 'info'),
      destination: app.inProduction ? undefined : await developing(),
      transport: { targets: [targets.file({ destination: stream })] },
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
