import { TaskAssignmentSchema } from '#database/schema'
import type User from '#accounts/users/models/user'

export default class TaskAssignment extends TaskAssignmentSchema {
  /** A subquery of ids. */
  static taskIdsOf(userIds: readonly number[]) {
    return this.query()
      .select('task_id')
      .whereIn('user_id', [...userIds])
  }

  /** A subquery of ids. */
  static userIdsOf(taskId: number) {
    return this.query().select('user_id').where('taskId', taskId)
  }

  static async includes(user: User, taskId: number): Promise<boolean> {
    return (await this.query().where({ userId: user.id, taskId }).first()) !== null
  }
}
