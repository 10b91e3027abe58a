import { BaseSchema } from '@adonisjs/lucid/schema'

/** One row per user who changed the defaults. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('notification_preferences', (table) => {
      table.bigInteger('user_id').primary().references('users.id').onDelete('CASCADE')
      // Enabled channels by kind; a missing kind has the defaults.
      table.jsonb('channels').notNullable().defaultTo('{}')
      table.integer('due_soon_hours').notNullable().defaultTo(24)
      table.integer('summary_hour').notNullable().defaultTo(7)
      table.date('summarized_on')
      table.timestamp('created_at', { precision: 3 }).notNullable().defaultTo(this.now())
      table.timestamp('updated_at', { precision: 3 }).notNullable().defaultTo(this.now())

      table.check('due_soon_hours between 1 and 336', {}, 'preferences_due_soon_hours_check')
      table.check('summary_hour between 0 and 23', {}, 'preferences_summary_hour_check')
      table.check(`jsonb_typeof(channels) = 'object'`, {}, 'preferences_channels_check')
    })
  }

  async down() {
    this.schema.dropTable('notification_preferences')
  }
}
