import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Keys that are refused now but were stored before get an underscore prefix, so that no stored key
 * can pollute a prototype. The catalogue lists the JSON columns.
 */
export default class extends BaseSchema {
  async up() {
    this.defer(async (db) => {
      const { rows } = await db.rawQuery(
        `select table_name, column_name from information_schema.columns
         where table_schema = current_schema() and data_type = 'jsonb'`
      )
      for (const { table_name: table, column_name: column } of rows) {
        await db.rawQuery(
          `update ?? set ?? = regexp_replace(??::text, '"(__proto__|constructor|prototype)":', '"_\\1":', 'g')::jsonb
           where ??::text ~ '"(__proto__|constructor|prototype)":'`,
          [table, column, column, column]
        )
      }
    })
  }

  async down() {
    return
  }
}
