import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Notifications refer to their comment instead of copying titles and comments. The previous release
 * requires a title: it gets an empty one. Emails that are obsolete are cancelled.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      update notifications
      set payload = (payload - array['body', 'overdue', 'dueToday', 'dueSoon']) ||
        case when task_id is null then '{}'
             else jsonb_build_object(
               'task', jsonb_build_object('id', task_id, 'title', 'Task #' || task_id))
        end
      where payload <> '{}'
    `)
    this.schema.raw(`
      alter table notifications add column comment_id bigint
        generated always as ((payload ->> 'comment_id')::bigint) stored
    `)
    this.schema.raw(`
      alter table notification_deliveries
        drop constraint notification_deliveries_status_check,
        add constraint notification_deliveries_status_check
          check (status in ('queued', 'sent', 'logged', 'failed', 'cancelled'))
    `)
  }

  async down() {
    this.schema.raw(
      `update notification_deliveries set status = 'failed' where status = 'cancelled'`
    )
    this.schema.raw(`
      alter table notification_deliveries
        drop constraint notification_deliveries_status_check,
        add constraint notification_deliveries_status_check
          check (status in ('queued', 'sent', 'logged', 'failed'))
    `)
    this.schema.alterTable('notifications', (table) => {
      table.dropColumn('comment_id')
    })
  }
}
