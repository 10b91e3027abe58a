import { BaseTransformer } from '@adonisjs/core/transformers'
import type TaskHistory from '#tasks/history/models/task_history'

export default class TaskHistoryTransformer extends BaseTransformer<TaskHistory> {
  toObject() {
    const { id, action, field, old, new: value, user, source, createdAt } = this.resource
    return {
      id,
      action,
      field,
      old,
      new: value,
      user: source === null ? { id: user.id, username: user.username } : null,
      source,
      created_at: createdAt.toUTC().toISO()!,
    }
  }
}
