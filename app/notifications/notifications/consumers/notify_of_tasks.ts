import type { Event } from '#events/event'
import type { Consumer } from '#events/consumer'
import type { Transaction } from '#core/database/transaction'
import { handlersOf, on, type Handler } from '#events/handlers'
import Task from '#tasks/tasks/models/task'
import {
  TaskAssigned,
  TaskCommented,
  TaskCommentEdited,
  TaskOverdue,
  TaskStatusChanged,
  TaskUnassigned,
  type Subject,
} from '#tasks/history/events/task_events'
import type { Kind } from '#notifications/kinds'
import { Notify } from '#notifications/notifications/actions/notify'
import type { Facts } from '#notifications/notifications/models/notification'
import {
  as,
  assigneesOf,
  commentersOf,
  involvedIn,
  withAccess,
  type Audience,
} from '#notifications/notifications/queries/audience_of'

type Payload = Subject & Facts
type Choice<P> = (payload: P, task: Task, trx: Transaction) => Audience | Promise<Audience>

export const notifyOfTasks: Consumer = {
  name: 'notifications',
  ...handlersOf(
    on(
      TaskAssigned,
      notify(({ user_id: userId }) => as('assigned', [userId]))
    ),
    on(
      TaskUnassigned,
      notify(({ user_id: userId }) => as('unassigned', [userId]))
    ),
    on(
      TaskCommented,
      notify(async ({ mentioned }, task, trx) => {
        const others = [...(await involvedIn(task, trx)), ...(await commentersOf(task, trx))]
        return new Map([...as('commented', others), ...as('mentioned', mentioned)])
      })
    ),
    on(
      TaskCommentEdited,
      notify(({ mentioned }) => as('mentioned', mentioned))
    ),
    on(
      TaskStatusChanged,
      notify(async (_, task, trx) => as('status_changed', await involvedIn(task, trx)))
    ),
    on(
      TaskOverdue,
      notify(async (_, task, trx) => {
        const assignees = await assigneesOf(task, trx)
        return as('overdue', assignees.length > 0 ? assignees : [task.createdById])
      })
    )
  ),
}

/** Excludes the actor and users who can't see the task, except those just unassigned. */
function notify<P extends Payload>(choose: Choice<P>): Handler<P> {
  return async (event, trx) => {
    const task = await Task.find(event.payload.task.id, { client: trx })
    if (!task || task.isArchived) return

    const audience = await choose(event.payload, task, trx)
    if (event.actorId) audience.delete(event.actorId)
    for (const [userId, kind] of await withAccess(audience, task, trx)) {
      await new Notify().handle(requestOf(event, userId, kind), trx)
    }
  }
}

function requestOf({ id, actorId, payload }: Event<Payload>, userId: number, kind: Kind) {
  const { task, comment_id: commentId, entry_id: entryId, from, to } = payload
  return {
    userId,
    kind,
    // Editing a comment doesn't repeat its mentions.
    cause: kind === 'mentioned' ? `comment:${commentId}` : `event:${id}`,
    taskId: task.id,
    actorId,
    facts: { comment_id: commentId, entry_id: entryId, from, to },
  }
}
