import type User from '#accounts/users/models/user'
import type Task from '#tasks/tasks/models/task'
import TaskAssignment from '#tasks/assignments/models/task_assignment'

/** As much of a user or a tag as says which one it is. */
export interface Listed {
  id: number
}

/** Makes these users, and nobody else, the assignees of the task; `before` are those it has. */
export async function writeAssignees(actor: User, task: Task, before: Listed[], after: Listed[]) {
  const { added, removed } = compare(before, after)
  const client = task.$trx
  if (removed.length > 0) {
    await TaskAssignment.query({ client })
      .where('taskId', task.id)
      .whereIn('userId', removed)
      .delete()
  }
  await TaskAssignment.createMany(
    added.map((userId) => ({ taskId: task.id, userId, assignedById: actor.id })),
    { client }
  )
}

/** Gives the task these tags and no others; `before` are those it has. */
export async function writeTags(task: Task, before: Listed[], after: Listed[]) {
  const { added, removed } = compare(before, after)
  if (removed.length > 0) await task.related('tags').detach(removed)
  if (added.length > 0) await task.related('tags').attach(added)
}

function compare(before: Listed[], after: Listed[]) {
  const had = new Set(before.map(({ id }) => id))
  const has = new Set(after.map(({ id }) => id))
  return { added: [...has.difference(had)], removed: [...had.difference(has)] }
}
