import vine from '@vinejs/vine'
import db from '@adonisjs/lucid/services/db'

interface Column {
  table: string
  column: string
}

/**
 * Reports `unique` for text that another row of the table has, whatever the case. The row that is
 * being changed is `meta.id`. A unique index decides between two who come at once.
 */
export const unique = vine.createRule<Column>(
  async (value, { table, column }, field) => {
    if (!field.isValid || String(value).includes('\0')) return

    const query = db.from(table).whereRaw('lower(??) = lower(?)', [column, value as string])
    if (field.meta.id) query.whereNot('id', field.meta.id)
    if (await query.first()) field.report('{{ field }} is already taken', 'unique', field)
  },
  { name: 'unique', isAsync: true }
)
