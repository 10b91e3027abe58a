import { causeOf, type Actor } from '#accounts/users/actor'
import type Task from '#tasks/tasks/models/task'
import { CLOSED_STATUSES, type Status } from '#tasks/tasks/models/task'
import type { Change, HistoryAction } from '#tasks/history/models/task_history'
import type { TaskFields } from '#tasks/tasks/task_fields'
import type { Cause, NewEvent } from '#events/catalogue/event_type'
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

interface Common {
  cause: Cause
  subject: Subject

  /** The first history entry of the change. */
  entryId: number
}

/** One event for the action, and one for each change with an event of its own. */
export function eventsOf(
  actor: Actor,
  task: Task,
  action: HistoryAction,
  changes: Change[],
  entryId: number
): NewEvent[] {
  const common = { cause: causeOf(actor), subject: subjectOf(task), entryId }
  const { cause, subject } = common
  switch (action) {
    case 'created': {
      const { assigned_to: assignees } = changes[0].new as TaskFields
      return [TaskCreated.by(cause, subject), ...eventsOfAssignees([], assignees, common)]
    }
    case 'updated':
      return [
        TaskUpdated.by(cause, {
          ...subject,
          changes: changes.map((change) => ({
            field: change.field!,
            old: change.old,
            new: change.new,
          })),
        }),
        ...changes.flatMap((change) => eventsOfChange(change, common)),
      ]
    case 'deleted':
      return [TaskDeleted.by(cause, subject)]
    case 'restored':
      return [TaskRestored.by(cause, subject)]
  }
}

function eventsOfChange({ field, ...values }: Change, common: Common): NewEvent[] {
  const { cause, subject } = common
  switch (field) {
    case 'status':
      return eventsOfStatus(values.old as Status, values.new as Status, common)
    case 'assigned_to':
      return eventsOfAssignees(values.old as Listed[], values.new as Listed[], common)
    case 'tags': {
      const [before, after] = [values.old, values.new] as TaskFields['tags'][]
      const [added, removed] = [missing(after, before), missing(before, after)]
      return [TaskTagged.by(cause, { ...subject, added, removed })]
    }
    case 'is_archived':
      return [(values.new ? TaskArchived : TaskUnarchived).by(cause, subject)]
    default:
      return []
  }
}

function eventsOfStatus(from: Status, to: Status, { cause, subject }: Common): NewEvent[] {
  const reopens = CLOSED_STATUSES.includes(from) && !CLOSED_STATUSES.includes(to)
  return [
    TaskStatusChanged.by(cause, { ...subject, from, to }),
    ...(to === 'done' ? [TaskCompleted.by(cause, subject)] : []),
    ...(reopens ? [TaskReopened.by(cause, subject)] : []),
  ]
}

function eventsOfAssignees(before: Listed[], after: Listed[], common: Common): NewEvent[] {
  const { cause, subject, entryId } = common
  return [
    ...missing(after, before).map(({ id }) => TaskAssigned.by(cause, { ...subject, user_id: id })),
    ...missing(before, after).map(({ id }) =>
      TaskUnassigned.by(cause, { ...subject, user_id: id, entry_id: entryId })
    ),
  ]
}

interface Listed {
  id: number
}

function missing<Item extends Listed>(some: Item[], others: Item[]): Item[] {
  return some.filter(({ id }) => !others.some((other) => other.id === id))
}
