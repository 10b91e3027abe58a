import type { Transaction } from '#core/database/transaction'
import type { Actor } from '#accounts/users/actor'
import Task from '#tasks/tasks/models/task'
import { ValidationFailed } from '#core/exceptions/validation_failed'

/** A task without a parent is on level 1. */
export const MAX_LEVELS = 10

const NO_TASK = 0

/** Otherwise two tasks could become each other's parent. Lock it before tasks. */
export async function lockTree(trx: Transaction) {
  await trx.rawQuery(`select pg_advisory_xact_lock(hashtext('task tree'))`)
}

/** The tree must be locked. @throws ValidationFailed on `parent_task` */
export async function assertFitsInTree(
  actor: Actor,
  taskId: number | null,
  parentId: number,
  trx: Transaction
) {
  const parent = await Task.query({ client: trx })
    .withScopes((scopes) => scopes.visibleTo(actor))
    .where('tasks.id', parentId)
    .first()
  if (!parent) throw fault('not_found', `No task with the id ${parentId}.`)

  const { ancestors, height, isCycle } = await measure(taskId, parentId, trx)
  if (isCycle) throw fault('cycle', 'A task can’t be a subtask of itself or of its own subtasks.')
  if (ancestors + 1 + height > MAX_LEVELS) {
    throw fault('too_deep', `Subtasks can be nested at most ${MAX_LEVELS} levels deep.`)
  }
}

/** Ancestors including the parent, and levels below the task. */
async function measure(taskId: number | null, parentId: number, trx: Transaction) {
  const { rows } = await trx.rawQuery(
    `with recursive above as (
       select id, parent_task_id, 1 as level from tasks where id = :parentId
       union all
       select tasks.id, tasks.parent_task_id, level + 1
       from tasks join above on tasks.id = above.parent_task_id where level <= :limit
     ), below as (
       select id, 0 as level from tasks where id = :taskId
       union all
       select tasks.id, level + 1
       from tasks join below on tasks.parent_task_id = below.id where level <= :limit
     )
     select (select max(level) from above) as ancestors,
            coalesce((select max(level) from below), 0) as height,
            exists (select from above where id = :taskId) as "isCycle"`,
    { taskId: taskId ?? NO_TASK, parentId, limit: MAX_LEVELS }
  )
  return rows[0] as { ancestors: number; height: number; isCycle: boolean }
}

function fault(code: string, message: string) {
  return ValidationFailed.on('parent_task', code, message)
}
