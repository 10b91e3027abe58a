import { BaseSchema } from '@adonisjs/lucid/schema'

/** What stands there, and what the previous release appends, is of the first version. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('outbox', (table) => {
      table.smallint('version').notNullable().defaultTo(1)
      table.check('version > 0', {}, 'outbox_version_check')
    })
  }

  async down() {
    this.schema.alterTable('outbox', (table) => {
      table.dropColumn('version')
    })
  }
}
