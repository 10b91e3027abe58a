import { DateTime } from 'luxon'
import { NotificationSchema } from '#database/schema'
import { belongsTo, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#accounts/users/models/user'
import { userActor } from '#accounts/users/actor'
import Task from '#tasks/tasks/models/task'
import Comment from '#tasks/comments/models/comment'
import type { Kind } from '#notifications/kinds'

/** After being unassigned the title at that time: later ones may be confidential. */
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

/** References instead of copies of user text. */
export interface Facts {
  comment_id?: number

  entry_id?: number

  from?: string
  to?: string
  due_date?: string
}

export default class Notification extends NotificationSchema {
  declare kind: Kind
  declare payload: Facts

  @belongsTo(() => User, { foreignKey: 'actorId' })
  declare actor: BelongsTo<typeof User>

  static visibleTo = scope((query, user: User) => {
    query.where('notifications.user_id', user.id).where('notifications.in_app', true)
    query.withScopes((scopes: any) => scopes.deliverableTo(user))
  })

  /** Of visible tasks and existing comments; "unassigned" stays. */
  static deliverableTo = scope((query, user: User) => {
    const task = () => Task.query().whereColumn('tasks.id', 'notifications.task_id')
    const comment = Comment.query().whereColumn('comments.id', 'notifications.comment_id')

    query.where((either) =>
      either
        .whereNull('notifications.task_id')
        .orWhereExists(task().withScopes((scopes) => scopes.visibleTo(userActor(user))))
        .orWhere((given) => given.where('notifications.kind', 'unassigned').whereExists(task()))
    )
    query.where((either) => either.whereNull('notifications.comment_id').orWhereExists(comment))
  })

  /** Loads `title` and `quote` as they are now. */
  static withTexts = scope((query) => {
    const { client } = query
    query.select('notifications.*', client.raw(TITLE), client.raw(BODY))
  })

  static unread = scope((query) => {
    query.whereNull('notifications.read_at')
  })

  mark(isRead: boolean) {
    this.readAt = isRead ? (this.readAt ?? DateTime.utc()) : null
    return this.save()
  }

  get title(): string {
    return this.$extras.told_title ?? `Task #${this.taskId}`
  }

  get quote(): string | null {
    return this.$extras.told_body ?? null
  }
}
