import vine from '@vinejs/vine'
import db from '@adonisjs/lucid/services/db'

interface Column {
  table: string
  column: string
}

/** Case-insensitive, except for the row `meta.id`. */
export const unique = vine.createRule<Column>(
  async (value, { table, column }, field) => {
    if (!field.isValid || String(value).includes('\0')) return

    const query = db.from(table).whereRaw('lower(??) = lower(?)', [column, value as string])
    if (field.meta.id) query.whereNot('id', field.meta.id)
    if (await query.first()) field.report('{{ field }} is already taken', 'unique', field)
  },
  { name: 'unique', isAsync: true }
)
