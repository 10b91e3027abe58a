import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Actor } from '#accounts/users/actor'
import Task from '#tasks/tasks/models/task'
import { ASSIGNEES, TAGS } from '#tasks/tasks/queries/task_document'
import type { TaskFields } from '#tasks/tasks/task_fields'

/** In id order. @throws E_ROW_NOT_FOUND */
export function findLists(
  actor: Actor,
  id: number,
  trx: TransactionClientContract
): Promise<Pick<TaskFields, 'assigned_to' | 'tags'>> {
  return Task.query({ client: trx })
    .withScopes((scopes) => scopes.visibleTo(actor))
    .where('tasks.id', id)
    .select(db.raw(`${ASSIGNEES} as assigned_to`), db.raw(`${TAGS} as tags`))
    .pojo<Pick<TaskFields, 'assigned_to' | 'tags'>>()
    .firstOrFail()
}
