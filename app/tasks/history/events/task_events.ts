import Type, { type TProperties } from 'typebox'
import { defineEvent, type EventType } from '#events/catalogue/event_type'
import type Task from '#tasks/tasks/models/task'
import { STATUSES, type Status } from '#tasks/tasks/models/task'

/** In every event, for consumers that arrive after the task is gone. */
export interface Subject {
  task: { id: number; title: string; status: Status; team_id: number | null }
}

const subject = {
  task: Type.Object({
    id: Type.Integer(),
    title: Type.String(),
    status: Type.Enum(STATUSES),
    team_id: Type.Union([Type.Integer(), Type.Null()]),
  }),
}

const Tags = Type.Array(Type.Object({ id: Type.Integer(), name: Type.String() }))

export const TaskCreated = taskEvent('created', 'A task was created.')

export const TaskUpdated = taskEvent('updated', 'Fields of a task changed.', {
  changes: Type.Array(
    Type.Object({ field: Type.String(), old: Type.Unknown(), new: Type.Unknown() }),
    { description: 'One for each field, with the name and the values that the API has.' }
  ),
})

export const TaskAssigned = taskEvent('assigned', 'A user was assigned to a task.', {
  user_id: Type.Integer(),
})

export const TaskUnassigned = taskEvent('unassigned', 'A user was unassigned from a task.', {
  user_id: Type.Integer(),
  entry_id: Type.Integer({ description: "The first entry of the change in the task's history." }),
})

export const TaskStatusChanged = taskEvent('status_changed', 'A task moved to another status.', {
  from: Type.Enum(STATUSES),
  to: Type.Enum(STATUSES),
})

export const TaskCompleted = taskEvent('completed', 'A task moved to done.')

export const TaskReopened = taskEvent('reopened', 'A done or cancelled task became open again.')

export const TaskTagged = taskEvent('tagged', 'Tags were added to a task or removed from it.', {
  added: Tags,
  removed: Tags,
})

export const TaskArchived = taskEvent('archived', 'A task was archived.')

export const TaskUnarchived = taskEvent('unarchived', 'An archived task was unarchived.')

export const TaskDeleted = taskEvent('deleted', 'A task was deleted.')

export const TaskRestored = taskEvent('restored', 'A deleted task was restored.')

export const TaskOverdue = taskEvent('overdue', 'An open task passed its due date.')

export const TaskCommented = taskEvent('commented', 'A comment was added to a task.', {
  comment_id: Type.Integer(),
  mentioned: Type.Array(Type.Integer(), { description: 'Ids of the users it mentions.' }),
})

export const TaskCommentEdited = taskEvent('comment_edited', 'A comment on a task was edited.', {
  comment_id: Type.Integer(),
  mentioned: Type.Array(Type.Integer(), { description: 'Ids of the users newly mentioned.' }),
})

export const taskEvents: EventType[] = [
  TaskCreated,
  TaskUpdated,
  TaskAssigned,
  TaskUnassigned,
  TaskStatusChanged,
  TaskCompleted,
  TaskReopened,
  TaskTagged,
  TaskArchived,
  TaskUnarchived,
  TaskDeleted,
  TaskRestored,
  TaskOverdue,
  TaskCommented,
  TaskCommentEdited,
]

export function subjectOf({ id, title, status, teamId }: Task): Subject {
  return { task: { id, title, status, team_id: teamId ?? null } }
}

function taskEvent<Fields extends TProperties = {}>(
  name: string,
  description: string,
  fields: Fields = {} as Fields
) {
  return defineEvent({
    name: `task.${name}`,
    version: 1,
    description,
    payload: Type.Object({ ...subject, ...fields }),
    key: ({ task }: Subject) => task.id,
  })
}
