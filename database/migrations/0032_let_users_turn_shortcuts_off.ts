import { BaseSchema } from '@adonisjs/lucid/schema'

/** Shortcuts of one key get in the way of speech input and of unsteady hands (WCAG 2.1.4). */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('users', (table) => {
      table.boolean('shortcuts_enabled').notNullable().defaultTo(true)
    })
  }

  async down() {
    this.schema.alterTable('users', (table) => table.dropColumn('shortcuts_enabled'))
  }
}
