import type { SchemaRules } from '@adonisjs/lucid/types/schema_generator'

/** `pg` parses numeric and bigint to numbers (see config/database.ts). */
const NUMBER = { tsType: 'number', decorator: '@column()', imports: [] }

const json = (tsType: string) => ({
  tsType,
  decorator: '@jsonColumn()',
  imports: [{ source: '#core/models/json_column', namedImports: ['jsonColumn'] }],
})

const HIDDEN = { tsType: 'string', decorator: '@column({ serializeAs: null })', imports: [] }

export default {
  primaryKey: (_table, keys) =>
    keys.length === 1
      ? {
          columnName: keys[0],
          columnInfo: { tsType: 'number', decorator: '@column({ isPrimary: true })', imports: [] },
        }
      : undefined,
  types: {
    bigint: NUMBER,
    decimal: NUMBER,
    smallint: NUMBER,
    jsonb: json('unknown'),
  },
  columns: {
    password: HIDDEN,
    hash: HIDDEN,
    metadata: json('Record<string, unknown>'),
    tags: json('string[]'),
  },
  tables: {
    // Generated columns, used in SQL only.
    tasks: { skipColumns: ['priority_rank', 'status_rank', 'search_vector'] },
    notifications: { skipColumns: ['comment_id'] },
  },
} satisfies SchemaRules
