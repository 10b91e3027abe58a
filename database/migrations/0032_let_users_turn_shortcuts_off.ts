import { BaseSchema } from '@adonisjs/lucid/schema'

/** Single-key shortcuts interfere with speech input and tremor (WCAG 2.1.4). */
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
