import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/models/user'
import { currentRequestId } from '#core/request_id'
import Tag from '#tasks/models/tag'

/** Deletes a tag and takes it off every task, which their histories and events say. */
export class DeleteTag {
  async handle(actor: User, tag: Tag): Promise<void> {
    await db.transaction(async (trx) => {
      const locked = await Tag.lock(tag.id, trx)
      await locked.renewTasks()
      await this.recordChanges(actor, locked)
      await locked.delete()
    })
  }

  /**
   * Writes what `recordChanges` writes for a single task, in one statement, for the tag may be on a
   * hundred thousand of them.
   */
  private async recordChanges(actor: User, tag: Tag) {
    await tag.$trx!.rawQuery(
      `with entries as (
         insert into task_history (task_id, user_id, action, field, old, new, created_at)
         select task_id, :actor, 'updated', 'tags',
                jsonb_agg(entry order by tags.id),
                coalesce(jsonb_agg(entry order by tags.id) filter (where tags.id <> :tag), '[]'),
                cast(:now as timestamptz)
         from task_tags
         join tags on tags.id = task_tags.tag_id
         cross join lateral jsonb_build_object('id', tags.id, 'name', tags.name) as entry
         where task_id in (select task_id from task_tags where tag_id = :tag)
         group by task_id
         returning task_id, field, old, new
       )
       insert into outbox (event_id, name, key, payload, actor_id, request_id, occurred_at)
       select gen_random_uuid(), 'task.updated', tasks.id,
              jsonb_build_object(
                'task', jsonb_build_object(
                  'id', tasks.id, 'title', title, 'status', status, 'team_id', team_id
                ),
                'changes', jsonb_build_array(
                  jsonb_build_object('field', field, 'old', old, 'new', new)
                )
              ),
              :actor, nullif(:request, ''), cast(:now as timestamptz)
       from entries join tasks on tasks.id = entries.task_id`,
      {
        actor: actor.id,
        tag: tag.id,
        now: DateTime.utc().toISO()!,
        request: currentRequestId() ?? '',
      }
    )
  }
}
