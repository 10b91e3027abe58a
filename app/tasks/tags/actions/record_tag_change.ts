import { DateTime } from 'luxon'
import { actorId, sourceOf, type Actor } from '#accounts/users/actor'
import type Tag from '#tasks/tags/models/tag'
import { TaskTagged, TaskUpdated } from '#tasks/history/events/task_events'
import { currentRequestId } from '#core/http/request_id'

/**
 * `recordChanges` for all tasks with a tag that is renamed, or deleted (`null`), in one statement
 * for up to a hundred thousand tasks. The tag and its tasks must be locked.
 */
export async function recordTagChange(actor: Actor, tag: Tag, name: string | null): Promise<void> {
  await tag.$trx!.rawQuery(
    `with entries as (
       select task_id,
              jsonb_agg(jsonb_build_object('id', tags.id, 'name', tags.name) order by tags.id) as old,
              coalesce(
                jsonb_agg(
                  jsonb_build_object(
                    'id', tags.id,
                    'name', case tags.id when :tag then :name else tags.name end
                  )
                  order by tags.id
                ) filter (where tags.id <> :tag or :name <> ''),
                '[]'
              ) as new
       from task_tags
       join tags on tags.id = task_tags.tag_id
       where task_id in (select task_id from task_tags where tag_id = :tag)
       group by task_id
     ), history as (
       insert into task_history (task_id, user_id, source, action, field, old, new, created_at)
       select task_id, nullif(cast(:actor as bigint), 0), nullif(:source, ''), 'updated', 'tags', old, new, cast(:now as timestamptz)
       from entries where :name = ''
     )
     insert into outbox (
       event_id, name, version, key, payload, actor_id, source, request_id, occurred_at
     )
     select gen_random_uuid(), event.name, event.version, tasks.id,
            jsonb_build_object(
              'task', jsonb_build_object(
                'id', tasks.id, 'title', title, 'status', status, 'team_id', team_id
              )
            ) || event.payload,
            nullif(cast(:actor as bigint), 0), nullif(:source, ''), nullif(:request, ''),
            cast(:now as timestamptz)
     from entries
     join tasks on tasks.id = entries.task_id
     cross join lateral (values
       (:updated, cast(:updatedVersion as smallint), jsonb_build_object(
         'changes', jsonb_build_array(jsonb_build_object('field', 'tags', 'old', old, 'new', new))
       )),
       (:tagged, :taggedVersion, jsonb_build_object(
         'added', jsonb_build_array(),
         'removed', jsonb_build_array(
           jsonb_build_object('id', cast(:tag as bigint), 'name', cast(:formerName as text))
         )
       ))
     ) as event (name, version, payload)
     where event.name = :updated or :name = ''`,
    {
      actor: actorId(actor) ?? 0,
      source: sourceOf(actor) ?? '',
      tag: tag.id,
      updated: TaskUpdated.name,
      updatedVersion: TaskUpdated.version,
      tagged: TaskTagged.name,
      taggedVersion: TaskTagged.version,
      formerName: tag.name,
      name: name ?? '',
      now: DateTime.utc().toISO()!,
      request: currentRequestId() ?? '',
    }
  )
}
