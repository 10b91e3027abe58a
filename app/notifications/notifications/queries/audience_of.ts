import type { Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'
import { userActor } from '#accounts/users/actor'
import Task from '#tasks/tasks/models/task'
import Comment from '#tasks/comments/models/comment'
import TaskAssignment from '#tasks/assignments/models/task_assignment'
import type { Kind } from '#notifications/kinds'

export type Audience = Map<number, Kind>

export const as = (kind: Kind, users: number[]): Audience => new Map(users.map((id) => [id, kind]))

export async function audienceOfTask(task: Task, kind: Kind, trx: Transaction): Promise<Audience> {
  return withAccess(as(kind, await involvedIn(task, trx)), task, trx)
}

/** Without users who can't see the task, and disabled accounts. */
export async function withAccess(
  audience: Audience,
  task: Task,
  trx: Transaction
): Promise<Audience> {
  const active = await User.query({ client: trx })
    .whereIn('id', [...audience.keys()])
    .where('isActive', true)
    .orderBy('id')
  const told: Audience = new Map()
  for (const user of active) {
    const kind = audience.get(user.id)!
    if (kind === 'unassigned' || (await sees(user, task, trx))) told.set(user.id, kind)
  }
  return told
}

export async function involvedIn(task: Task, trx: Transaction) {
  return [task.createdById, ...(await assigneesOf(task, trx))]
}

export async function assigneesOf(task: Task, trx: Transaction) {
  const assignments = await TaskAssignment.query({ client: trx }).where('taskId', task.id)
  return assignments.map(({ userId }) => userId)
}

export async function commentersOf(task: Task, trx: Transaction) {
  const comments = await Comment.query({ client: trx }).where('taskId', task.id).distinct('user_id')
  return comments.flatMap(({ userId }) => userId ?? [])
}

async function sees(user: User, task: Task, trx: Transaction) {
  const seen = await Task.query({ client: trx })
    .withScopes((scopes) => scopes.visibleTo(userActor(user)))
    .where('tasks.id', task.id)
    .first()
  return seen !== null
}
