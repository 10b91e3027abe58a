import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/models/user'
import Tag from '#tasks/models/tag'

/** Deletes a tag and takes it off every task, which their histories say. */
export class DeleteTag {
  async handle(actor: User, tag: Tag): Promise<void> {
    await db.transaction(async (trx) => {
      const locked = await Tag.lock(tag.id, trx)
      await locked.renewTasks()
      await this.recordHistory(actor, locked)
      await locked.delete()
    })
  }

  /** In one statement, for the tag may be on a hundred thousand tasks. */
  private async recordHistory(actor: User, tag: Tag) {
    await tag.$trx!.rawQuery(
      `insert into task_history (task_id, user_id, action, field, old, new, created_at)
       select task_id, ?, 'updated', 'tags',
              jsonb_agg(entry order by tags.id),
              coalesce(jsonb_agg(entry order by tags.id) filter (where tags.id <> ?), '[]'),
              ?::timestamptz
       from task_tags
       join tags on tags.id = task_tags.tag_id
       cross join lateral jsonb_build_object('id', tags.id, 'name', tags.name) as entry
       where task_id in (select task_id from task_tags where tag_id = ?)
       group by task_id`,
      [actor.id, tag.id, DateTime.utc().toSQL(), tag.id]
    )
  }
}
