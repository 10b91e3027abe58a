import app from '@adonisjs/core/services/app'

const SERVICES: Record<string, string> = {
  'events:relay': 'relay',
  'events:consume': 'consumers',
  'queue:work': 'worker',
  'scheduler:run': 'scheduler',
}

/** For logs and pg_stat_activity. */
export function serviceName(): string {
  if (app.getEnvironment() !== 'console') return app.getEnvironment() === 'web' ? 'app' : 'test'
  const [, , command = 'ace'] = process.argv
  return SERVICES[command] ?? command
}
