import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * One row per consumer and event, updated in the transaction of the effect, so that a redelivered
 * event has its effect once.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('inbox', (table) => {
      table.string('consumer', 64).notNullable()
      table.uuid('event_id').notNullable().references('outbox.event_id').onDelete('CASCADE')
      table.bigInteger('position').notNullable()
      table.string('key', 64).notNullable()
      table.text('status').notNullable().defaultTo('pending')
      table.integer('attempts').notNullable().defaultTo(0)
      table.timestamp('next_attempt_at', { precision: 3 }).notNullable()
      table.text('error')
      table.timestamp('finished_at', { precision: 3 })

      table.primary(['consumer', 'event_id'])
      table.check(`status in ('pending', 'done', 'dead', 'discarded')`, {}, 'inbox_status_check')
      table.index('event_id')
    })
    // Events with the same key are handled in order: the first pending one blocks the others.
    this.schema.raw(`
      create index inbox_pending_index on inbox (consumer, position) where status = 'pending'
    `)
    this.schema.raw(`
      create index inbox_pending_key_index on inbox (consumer, key, position)
        where status = 'pending'
    `)
    this.schema.raw(`create index inbox_dead_index on inbox (consumer) where status = 'dead'`)
  }

  async down() {
    this.schema.dropTable('inbox')
  }
}
