import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Lists show open tasks by due date first, while most tasks are closed; the included columns allow
 * index-only scans for counting.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create index tasks_open_due_date_index
        on tasks using btree (coalesce(due_date, 'infinity'), id)
        include (status, priority, due_date, team_id, created_by_id)
        where deleted_at is null and not is_archived and status not in ('done', 'cancelled')`)
  }

  async down() {
    this.schema.raw('drop index tasks_open_due_date_index')
  }
}
