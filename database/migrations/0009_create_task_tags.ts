import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('task_tags', (table) => {
      table.bigInteger('task_id').notNullable().references('tasks.id').onDelete('CASCADE')
      table.bigInteger('tag_id').notNullable().references('tags.id').onDelete('CASCADE')

      table.primary(['task_id', 'tag_id'])
      table.index(['tag_id', 'task_id'])
    })
  }

  async down() {
    this.schema.dropTable('task_tags')
  }
}
