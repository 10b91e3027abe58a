import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('comments', (table) => {
      table.bigInteger('deleted_by_id').references('users.id').onDelete('RESTRICT').index()
    })
  }

  async down() {
    this.schema.alterTable('comments', (table) => table.dropColumn('deleted_by_id'))
  }
}
