import type User from '#accounts/users/models/user'
import type Task from '#tasks/tasks/models/task'
import type Comment from '#tasks/comments/models/comment'
import type { NewEvent } from '#events/event'
import type { Status } from '#tasks/tasks/models/task'
import type { Change, HistoryAction } from '#tasks/history/models/task_history'

/** What every event of a task carries: enough to speak of it when it is gone. */
interface TaskInEvent {
  id: number
  title: string
  team_id: number | null
  status: Status
}

interface Assignee {
  id: number
  username: string
}

/**
 * The events of what a user did to a task, from the entries of its history: one that names the
 * deed, and one more for each change that people wait for. `entryId` is the first of the entries.
 */
export function eventsOf(
  actor: User,
  task: Task,
  action: HistoryAction,
  changes: Change[],
  entryId: number
): NewEvent[] {
  const tell = (name: string, payload: Record<string, unknown> = {}) =>
    eventOf(task, actor.id, name, payload)

  if (action === 'created') {
    const { assigned_to: assignees } = changes[0].new as { assigned_to: Assignee[] }
    return [tell('created'), ...assignees.map(({ id }) => tell('assigned', { user_id: id }))]
  }
  if (action !== 'updated') return [tell(action)]
  return [
    tell('updated', { changes }),
    ...changes.flatMap((change) => eventsOfChange(change, entryId, tell)),
  ]
}

/** The event of a new comment; `mentioned` are the users whom it names. */
export function commented(actor: User, task: Task, comment: Comment, mentioned: number[]) {
  return eventOf(task, actor.id, 'commented', {
    comment_id: comment.id,
    mentioned,
  })
}

/** The event of a comment in other words; `mentioned` are the users whom only these name. */
export function commentEdited(task: Task, comment: Comment, mentioned: number[]) {
  return eventOf(task, comment.userId, 'comment_edited', { comment_id: comment.id, mentioned })
}

/** An event of a task; nobody's, where `actorId` is null. */
export function eventOf(
  task: Task,
  actorId: number | null,
  name: string,
  payload: Record<string, unknown> = {}
): NewEvent {
  const { id, title, status, teamId } = task
  const subject: TaskInEvent = { id, title, status, team_id: teamId ?? null }
  return { name: `task.${name}`, key: id, actorId, payload: { task: subject, ...payload } }
}

function eventsOfChange(
  change: Change,
  entryId: number,
  tell: (name: string, payload?: Record<string, unknown>) => NewEvent
): NewEvent[] {
  switch (change.field) {
    case 'status':
      return [
        tell('status_changed', { from: change.old, to: change.new }),
        ...(change.new === 'done' ? [tell('completed')] : []),
      ]
    case 'assigned_to': {
      const [before, after] = [change.old as Assignee[], change.new as Assignee[]]
      return [
        ...missing(after, before).map(({ id }) => tell('assigned', { user_id: id })),
        ...missing(before, after).map(({ id }) =>
          tell('unassigned', { user_id: id, entry_id: entryId })
        ),
      ]
    }
    case 'is_archived':
      return [tell(change.new ? 'archived' : 'unarchived')]
    default:
      return []
  }
}

/** Those of `some` who aren't among `others`. */
function missing(some: Assignee[], others: Assignee[]) {
  return some.filter(({ id }) => !others.some((other) => other.id === id))
}
