import db from '@adonisjs/lucid/services/db'
import type Task from '#tasks/tasks/models/task'
import TaskHistory from '#tasks/history/models/task_history'

export function listHistory(task: Task) {
  return TaskHistory.query().where('task_history.task_id', task.id).preload('user')
}

/** Only the fields that pages show: old descriptions may be long. */
export function listToldHistory(ids: readonly number[]) {
  const told = `action = 'updated' and field not in ('description', 'metadata')`
  return TaskHistory.query()
    .select('id', 'action', 'field', 'user_id', 'created_at')
    .select(db.raw(`case when ${told} then old end as old`))
    .select(db.raw(`case when ${told} then new end as new`))
    .whereIn('id', [...ids])
    .orderBy('id')
    .preload('user')
}
