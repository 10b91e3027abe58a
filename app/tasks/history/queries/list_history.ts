import db from '@adonisjs/lucid/services/db'
import type Task from '#tasks/tasks/models/task'
import TaskHistory from '#tasks/history/models/task_history'
import { FIELD_NAMES, kindOf } from '#tasks/tasks/task_fields'

export function listHistory(task: Task) {
  return TaskHistory.query().where('task_history.task_id', task.id).preload('user')
}

/** Pages don't show the values of these, which may be long. */
const HIDDEN_FIELDS = FIELD_NAMES.filter((name) => ['markdown', 'json'].includes(kindOf(name)))

export function listShownHistory(ids: readonly number[]) {
  const isTold = `action = 'updated' and field not in (${HIDDEN_FIELDS.map((name) => `'${name}'`)})`
  return TaskHistory.query()
    .select('id', 'action', 'field', 'user_id', 'source', 'created_at')
    .select(db.raw(`case when ${isTold} then old end as old`))
    .select(db.raw(`case when ${isTold} then new end as new`))
    .whereIn('id', [...ids])
    .orderBy('id')
    .preload('user')
}
