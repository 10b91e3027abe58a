import { BaseSchema } from '@adonisjs/lucid/schema'

/** What most filters ask about: with these in an index, counting doesn't visit the wide rows. */
const FILTERED = 'is_archived, status, priority, due_date'

/**
 * What the lists filter and sort by. Lists never show deleted tasks and seldom archived ones, and
 * every order ends with the id, so that it is total and a cursor can stand between any two rows.
 * Tasks without a due date come last in both directions: that takes an index for each. Titles are
 * in the order of the alphabet, whatever the collation of the database.
 */
const INDEXES = {
  tasks_created_at_index: `(created_at desc, id desc) include (${FILTERED}, team_id, created_by_id) where deleted_at is null`,
  tasks_updated_at_index: '(updated_at desc, id desc) where deleted_at is null',
  tasks_due_date_index: `(coalesce(due_date, 'infinity'), id) where deleted_at is null`,
  tasks_due_date_desc_index: `(coalesce(due_date, '-infinity') desc, id desc) where deleted_at is null`,
  tasks_priority_index: '(priority_rank desc, id desc) where deleted_at is null',
  tasks_status_index: '(status_rank, id) where deleted_at is null',
  tasks_title_index: '((lower(title) collate "und-x-icu"), id) where deleted_at is null',
  tasks_team_id_index: `(team_id, created_at desc, id desc) include (${FILTERED}) where deleted_at is null`,
  tasks_created_by_id_index: '(created_by_id, created_at desc, id desc)',
  tasks_parent_task_id_index: '(parent_task_id) where parent_task_id is not null',
  tasks_search_vector_index: 'using gin (search_vector)',
}

export default class extends BaseSchema {
  async up() {
    for (const [name, definition] of Object.entries(INDEXES)) {
      const on = definition.startsWith('using') ? definition : `using btree ${definition}`
      this.schema.raw(`create index ${name} on tasks ${on}`)
    }
  }

  async down() {
    for (const name of Object.keys(INDEXES)) {
      this.schema.raw(`drop index ${name}`)
    }
  }
}
