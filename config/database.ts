import env from '#start/env'
import pg from 'pg'
import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/lucid'

/** Ids (bigint) and hours (numeric) are far below 2^53, and numbers in JSON. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

const databaseConfig = defineConfig({
  connection: 'postgres',
  connections: {
    postgres: {
      client: 'pg',
      connection: {
        connectionString: `${env.get('DATABASE_URL')}`,
      },
      pool: { min: 0, max: env.get('DATABASE_POOL_SIZE', 10), acquireTimeoutMillis: 5_000 },
      migrations: { naturalSort: true, paths: ['database/migrations'] },

      /** Migrations rewrite database/schema.ts where it is developed, not where it is deployed. */
      schemaGeneration: { enabled: app.inDev, rulesPaths: ['#database/schema_rules'] },
    },
  },
})

export default databaseConfig
