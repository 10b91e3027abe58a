import { TaskAssignmentSchema } from '#database/schema'
import type User from '#accounts/users/models/user'

/** Says that a user is to do a task, and who said so. */
export default class TaskAssignment extends TaskAssignmentSchema {
  /** A subquery of the ids of the tasks that any of these users is to do. */
  static taskIdsOf(userIds: readonly number[]) {
    return this.query()
      .select('task_id')
      .whereIn('user_id', [...userIds])
  }

  /** A subquery of the ids of the users who are to do the task. */
  static userIdsOf(taskId: number) {
    return this.query().select('user_id').where('taskId', taskId)
  }

  /** Whether the user is to do the task. */
  static async binds(user: User, taskId: number): Promise<boolean> {
    return (await this.query().where({ userId: user.id, taskId }).first()) !== null
  }
}
