import app from '@adonisjs/core/services/app'

/** The commands that run for ever, by the names of their services. */
const SERVICES: Record<string, string> = {
  'events:relay': 'relay',
  'queue:work': 'worker',
  'scheduler:run': 'scheduler',
}

/** What this process is, for logs and for whoever looks at PostgreSQL's connections. */
export function serviceName(): string {
  if (app.getEnvironment() !== 'console') return app.getEnvironment() === 'web' ? 'app' : 'test'
  const [, , command = 'ace'] = process.argv
  return SERVICES[command] ?? command
}
