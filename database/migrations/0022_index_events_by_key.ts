import { BaseSchema } from '@adonisjs/lucid/schema'

/** Events are erased with their task. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('outbox', (table) => {
      table.index('key')
    })
  }

  async down() {
    this.schema.alterTable('outbox', (table) => {
      table.dropIndex('key')
    })
  }
}
