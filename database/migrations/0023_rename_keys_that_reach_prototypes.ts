import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Keys that are refused today, and were stored before, get an underscore in front: what was stored
 * can still be looked at, and reaches no prototype. The catalogue says which columns hold JSON.
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

  /** Nobody wants them back. */
  async down() {
    return
  }
}
