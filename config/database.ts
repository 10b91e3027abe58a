import env from '#start/env'
import pg from 'pg'
import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/lucid'
import { serviceName } from '#core/process/service_name'

/** bigint ids and numeric hours stay far below 2^53, so they are numbers in JSON. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/**
 * A date is not an instant: converted to one it would be another day where the server's clock is
 * ahead of UTC.
 */
pg.types.setTypeParser(pg.types.builtins.DATE, String)

/**
 * No request waits forever: the server cancels the statement, and a silent server makes the client
 * give up a little later. Migrations and commands have no time-out.
 */
const limits = {
  connectionTimeoutMillis: 3_000,
  keepAlive: true,
  ...(app.getEnvironment() === 'web' && { statement_timeout: 5_000, query_timeout: 6_000 }),
}

/**
 * Our statements are short, so JIT compilation costs more than it saves; pages are cached or on an
 * SSD.
 */
const session: object = {
  application_name: `tasks ${serviceName()}`,
  options: '-c jit=off -c random_page_cost=1.1',
}

export const databasePoolSize = env.get('DATABASE_POOL_SIZE') ?? 10

const databaseConfig = defineConfig({
  connection: 'postgres',
  connections: {
    postgres: {
      client: 'pg',
      connection: {
        connectionString: `${env.get('DATABASE_URL')}`,
        ...session,
        ...limits,
      },
      pool: { min: 0, max: databasePoolSize, acquireTimeoutMillis: 5_000 },
      migrations: { naturalSort: true, paths: ['database/migrations'] },

      /** Migrations rewrite database/schema.ts in development only. */
      schemaGeneration: { enabled: app.inDev, rulesPaths: ['#database/schema_rules'] },
    },
  },
})

export default databaseConfig
