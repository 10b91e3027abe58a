import env from '#start/env'
import pg from 'pg'
import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/lucid'
import { serviceName } from '#core/process/service_name'

/** Ids (bigint) and hours (numeric) are far below 2^53, and numbers in JSON. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/** A day is no instant: made one, it would be another day where the server's clock is ahead of UTC. */
pg.types.setTypeParser(pg.types.builtins.DATE, String)

/**
 * No request may wait for ever: the server ends the statement, and where the server itself has gone
 * silent the client gives up a little later. Migrations and commands take the time they need.
 */
const limits = {
  connectionTimeoutMillis: 3_000,
  keepAlive: true,
  ...(app.getEnvironment() === 'web' && { statement_timeout: 5_000, query_timeout: 6_000 }),
}

/**
 * Our statements are short: compiling them takes longer than running them. And the pages that they
 * read lie in memory or on a disk that seeks for nothing.
 */
const session: object = {
  application_name: `tasks ${serviceName()}`,
  options: '-c jit=off -c random_page_cost=1.1',
}

/** How many connections the process may hold. */
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

      /** Migrations rewrite database/schema.ts where it is developed, not where it is deployed. */
      schemaGeneration: { enabled: app.inDev, rulesPaths: ['#database/schema_rules'] },
    },
  },
})

export default databaseConfig
