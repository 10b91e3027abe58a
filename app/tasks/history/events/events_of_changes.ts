import type User from '#accounts/users/models/user'
import type Task from '#tasks/tasks/models/task'
import { CLOSED_STATUSES, type Status } from '#tasks/tasks/models/task'
import type { Change, HistoryAction } from '#tasks/history/models/task_history'
import type { TaskFields } from '#tasks/tasks/task_fields'
import type { NewEvent } from '#events/catalogue/event_type'
import {
  TaskArchived,
  TaskAssigned,
  TaskCompleted,
  TaskCreated,
  TaskDeleted,
  TaskReopened,
  TaskRestored,
  TaskStatusChanged,
  TaskTagged,
  TaskUnarchived,
  TaskUnassigned,
  TaskUpdated,
  subjectOf,
  type Subject,
} from '#tasks/history/events/task_events'

/** What the events of one action have in common. */
interface Cause {
  actorId: number
  subject: Subject

  /** The first entry of the change in the task's history. */
  entryId: number
}

/** One event for what was done to a task, and one more for each change that others react to. */
export function eventsOf(
  actor: User,
  task: Task,
  action: HistoryAction,
  changes: Change[],
  entryId: number
): NewEvent[] {
  const cause = { actorId: actor.id, subject: subjectOf(task), entryId }
  const { actorId, subject } = cause
  switch (action) {
    case 'created': {
      const { assigned_to: assignees } = changes[0].new as TaskFields
      return [TaskCreated.by(actorId, subject), ...eventsOfAssignees([], assignees, cause)]
    }
    case 'updated':
      return [
        TaskUpdated.by(actorId, {
          ...subject,
          changes: changes.map((change) => ({
            field: change.field!,
            old: change.old,
            new: change.new,
          })),
        }),
        ...changes.flatMap((change) => eventsOfChange(change, cause)),
      ]
    case 'deleted':
      return [TaskDeleted.by(actorId, subject)]
    case 'restored':
      return [TaskRestored.by(actorId, subject)]
  }
}

function eventsOfChange({ field, ...values }: Change, cause: Cause): NewEvent[] {
  const { actorId, subject } = cause
  switch (field) {
    case 'status':
      return eventsOfStatus(values.old as Status, values.new as Status, cause)
    case 'assigned_to':
      return eventsOfAssignees(values.old as Listed[], values.new as Listed[], cause)
    case 'tags': {
      const [before, after] = [values.old, values.new] as TaskFields['tags'][]
      const [added, removed] = [missing(after, before), missing(before, after)]
      return [TaskTagged.by(actorId, { ...subject, added, removed })]
    }
    case 'is_archived':
      return [(values.new ? TaskArchived : TaskUnarchived).by(actorId, subject)]
    default:
      return []
  }
}

function eventsOfStatus(from: Status, to: Status, { actorId, subject }: Cause): NewEvent[] {
  const reopens = CLOSED_STATUSES.includes(from) && !CLOSED_STATUSES.includes(to)
  return [
    TaskStatusChanged.by(actorId, { ...subject, from, to }),
    ...(to === 'done' ? [TaskCompleted.by(actorId, subject)] : []),
    ...(reopens ? [TaskReopened.by(actorId, subject)] : []),
  ]
}

function eventsOfAssignees(before: Listed[], after: Listed[], cause: Cause): NewEvent[] {
  const { actorId, subject, entryId } = cause
  return [
    ...missing(after, before).map(({ id }) =>
      TaskAssigned.by(actorId, { ...subject, user_id: id })
    ),
    ...missing(before, after).map(({ id }) =>
      TaskUnassigned.by(actorId, { ...subject, user_id: id, entry_id: entryId })
    ),
  ]
}

interface Listed {
  id: number
}

/** Those of `some` that aren't among `others`. */
function missing<Item extends Listed>(some: Item[], others: Item[]): Item[] {
  return some.filter(({ id }) => !others.some((other) => other.id === id))
}
