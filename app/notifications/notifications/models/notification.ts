import { NotificationSchema } from '#database/schema'
import { belongsTo, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#accounts/users/models/user'
import Task from '#tasks/tasks/models/task'
import Comment from '#tasks/comments/models/comment'
import type { Kind } from '#notifications/kinds'

/**
 * The title that the task has. Who was unassigned reads the one that it had until then, which they
 * saw: they may not see what became of it.
 */
const TITLE = `case
  when notifications.kind <> 'unassigned' then (
    select title from tasks where id = notifications.task_id and deleted_at is null
  )
  when notifications.payload -> 'entry_id' is not null then coalesce(
    (select old #>> '{}' from task_history
      where task_id = notifications.task_id and field = 'title'
        and id >= (notifications.payload ->> 'entry_id')::bigint
      order by id limit 1),
    (select title from tasks where id = notifications.task_id)
  )
end as told_title`

const BODY = `(
  select body from comments where id = notifications.comment_id and deleted_at is null
) as told_body`

/** What a notification keeps of what happened: references, and facts that are no text of users. */
export interface Facts {
  comment_id?: number

  /** The first entry in the task's history of the change that it tells of. */
  entry_id?: number

  /** The statuses before and after. */
  from?: string
  to?: string
  due_date?: string
}

/** Something that a user was told. */
export default class Notification extends NotificationSchema {
  declare kind: Kind
  declare payload: Facts

  @belongsTo(() => User, { foreignKey: 'actorId' })
  declare actor: BelongsTo<typeof User>

  /** What stands in the user's own list. */
  static visibleTo = scope((query, user: User) => {
    query.where('notifications.user_id', user.id).where('notifications.in_app', true)
    query.withScopes((scopes: any) => scopes.tellableTo(user))
  })

  /**
   * What the user may (still) be told: of tasks that they see, and of comments that are there. Of a
   * task that was given to others they are told that, though they don't see it any more.
   */
  static tellableTo = scope((query, user: User) => {
    const task = () => Task.query().whereColumn('tasks.id', 'notifications.task_id')
    const comment = Comment.query().whereColumn('comments.id', 'notifications.comment_id')

    query.where((either) =>
      either
        .whereNull('notifications.task_id')
        .orWhereExists(task().withScopes((scopes) => scopes.visibleTo(user)))
        .orWhere((given) => given.where('notifications.kind', 'unassigned').whereExists(task()))
    )
    query.where((either) => either.whereNull('notifications.comment_id').orWhereExists(comment))
  })

  /** With the texts that they tell, as they read now (see `title` and `quote`). */
  static withTexts = scope((query) => {
    const { client } = query
    query.select('notifications.*', client.raw(TITLE), client.raw(BODY))
  })

  static unread = scope((query) => {
    query.whereNull('notifications.read_at')
  })

  /** The title of the task, or what stands for one that is gone. */
  get title(): string {
    return this.$extras.told_title ?? `Task #${this.taskId}`
  }

  /** What the comment says; null where it tells of none. */
  get quote(): string | null {
    return this.$extras.told_body ?? null
  }
}
