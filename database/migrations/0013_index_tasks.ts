import { BaseSchema } from '@adonisjs/lucid/schema'

/** Included columns: most filters need them, and counting then uses index-only scans. */
const FILTERED = 'is_archived, status, priority, due_date'

/**
 * Indexes for the filters and orders of lists, which never show deleted tasks and rarely archived
 * ones. Every order ends with the id, so that it is total and cursors work. Tasks without a due
 * date come last in both directions, which takes an index for each. Titles sort independently of
 * the database's collation.
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
