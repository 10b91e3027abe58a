import { DateTime } from 'luxon'
import Task, { type Status } from '#tasks/tasks/models/task'
import TaskAssignment from '#tasks/assignments/models/task_assignment'
import type User from '#accounts/users/models/user'
import Factory from '@adonisjs/lucid/factories'

/** Needs `createdById`: `TaskFactory.merge({ createdById: user.id }).create()`. */
export const TaskFactory = Factory.define(Task, () => ({
  title: 'Water the plants',
  status: 'todo' as Status,
}))
  .state('overdue', (task) => (task.dueDate = DateTime.utc().minus({ days: 1 })))
  .state('done', (task) => (task.status = 'done'))
  .state('archived', (task) => (task.isArchived = true))
  .state('deleted', (task) => (task.deletedAt = DateTime.utc()))
  .build()

/** Makes the user see the task, as being assigned does. */
export async function assign(task: Task, user: User) {
  await TaskAssignment.create({ taskId: task.id, userId: user.id })
}
