import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import User from '#accounts/users/models/user'
import Task from '#tasks/tasks/models/task'
import Comment from '#tasks/comments/models/comment'
import TaskAssignment from '#tasks/assignments/models/task_assignment'
import type { Event } from '#events/event'
import type { Kind } from '#notifications/kinds'

/** Who is told of an event, and as what: each person once, by what concerns them most. */
export type Audience = Map<number, Kind>

/**
 * Whom an event concerns. Nobody is told of their own act, nor of a task that they can't see (but
 * that they were taken off it); disabled accounts are told nothing.
 */
export async function audienceOf(event: Event, trx: TransactionClientContract): Promise<Audience> {
  const taskId = (event.payload.task as { id: number }).id
  const task = await Task.find(taskId, { client: trx })
  if (!task || task.isArchived) return new Map()

  const audience = await concerned(event, task, trx)
  if (event.actorId) audience.delete(event.actorId)
  return onlyThoseWhoMayKnow(audience, task, trx)
}

/** Those who do a task and who made it, as far as they may know of it. */
export async function audienceOfTask(
  task: Task,
  kind: Kind,
  trx: TransactionClientContract
): Promise<Audience> {
  return onlyThoseWhoMayKnow(as(kind, await involved(task, trx)), task, trx)
}

async function onlyThoseWhoMayKnow(
  audience: Audience,
  task: Task,
  trx: TransactionClientContract
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

async function concerned(event: Event, task: Task, trx: TransactionClientContract) {
  const { user_id: userId, mentioned = [] } = event.payload as {
    user_id?: number
    mentioned?: number[]
  }
  switch (event.name) {
    case 'task.assigned':
      return as('assigned', [userId!])
    case 'task.unassigned':
      return as('unassigned', [userId!])
    case 'task.commented': {
      const others = [...(await involved(task, trx)), ...(await commenters(task, trx))]
      return new Map([...as('commented', others), ...as('mentioned', mentioned)])
    }
    case 'task.comment_edited':
      return as('mentioned', mentioned)
    case 'task.status_changed':
      return as('status_changed', await involved(task, trx))
    case 'task.overdue': {
      const doers = await assignees(task, trx)
      return as('overdue', doers.length > 0 ? doers : [task.createdById])
    }
    default:
      return new Map<number, Kind>()
  }
}

const as = (kind: Kind, users: number[]): Audience => new Map(users.map((id) => [id, kind]))

async function involved(task: Task, trx: TransactionClientContract) {
  return [task.createdById, ...(await assignees(task, trx))]
}

async function assignees(task: Task, trx: TransactionClientContract) {
  const assignments = await TaskAssignment.query({ client: trx }).where('taskId', task.id)
  return assignments.map(({ userId }) => userId)
}

async function commenters(task: Task, trx: TransactionClientContract) {
  const comments = await Comment.query({ client: trx }).where('taskId', task.id).distinct('user_id')
  return comments.map(({ userId }) => userId)
}

async function sees(user: User, task: Task, trx: TransactionClientContract) {
  const seen = await Task.query({ client: trx })
    .withScopes((scopes) => scopes.visibleTo(user))
    .where('tasks.id', task.id)
    .first()
  return seen !== null
}
