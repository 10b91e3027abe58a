import { BaseSchema } from '@adonisjs/lucid/schema'

/** What a user did has their id; what the system did has a source, such as "overdue check". */
export default class extends BaseSchema {
  async up() {
    for (const name of ['task_history', 'comments']) {
      this.schema.alterTable(name, (table) => {
        table.setNullable('user_id')
        table.text('source')
        table.check('num_nonnulls(user_id, source) = 1', {}, `${name}_source_check`)
      })
    }

    // Rows from before this migration have neither where nobody was signed in.
    for (const name of ['outbox', 'audit_log']) {
      this.schema.alterTable(name, (table) => {
        table.text('source')
        table.check('num_nonnulls(actor_id, source) <= 1', {}, `${name}_source_check`)
      })
    }
  }

  async down() {
    for (const name of ['task_history', 'comments']) {
      this.schema.raw(`delete from ${name} where user_id is null`)
      this.schema.alterTable(name, (table) => {
        table.dropColumn('source')
        table.dropNullable('user_id')
      })
    }
    for (const name of ['outbox', 'audit_log']) {
      this.schema.alterTable(name, (table) => table.dropColumn('source'))
    }
  }
}
