import { BaseSchema } from '@adonisjs/lucid/schema'

/** The events of a task go with it. */
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
