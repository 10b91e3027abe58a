import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('tasks', (table) => {
      // When the task was found overdue; reset when the due date moves.
      table.timestamp('overdue_at', { precision: 3 })
      // The cleanup erases by this.
      table.timestamp('archived_at', { precision: 3 })
    })
    this.schema.raw('update tasks set archived_at = updated_at where is_archived')
    this.schema.raw(`
      alter table tasks add constraint tasks_archived_at_check
        check (is_archived = (archived_at is not null))
    `)
    this.schema.raw(`
      create index tasks_not_yet_overdue_index on tasks (due_date)
        where overdue_at is null and deleted_at is null and not is_archived
          and status not in ('done', 'cancelled')
    `)
    this.schema.raw('create index tasks_archived_at_index on tasks (archived_at) where is_archived')
  }

  async down() {
    this.schema.raw('drop index tasks_archived_at_index')
    this.schema.raw('drop index tasks_not_yet_overdue_index')
    this.schema.alterTable('tasks', (table) => {
      table.dropColumns('overdue_at', 'archived_at')
    })
  }
}
