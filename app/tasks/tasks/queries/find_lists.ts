import db from '@adonisjs/lucid/services/db'
import type { Transaction } from '#core/database/transaction'
import type { Actor } from '#accounts/users/actor'
import Task from '#tasks/tasks/models/task'
import { valueInSql } from '#tasks/tasks/queries/task_document'
import { LIST_FIELDS, type ListField, type TaskFields } from '#tasks/tasks/task_fields'

/** In id order. @throws E_ROW_NOT_FOUND */
export function findLists(
  actor: Actor,
  id: number,
  trx: Transaction
): Promise<Pick<TaskFields, ListField>> {
  const lists = LIST_FIELDS.map((name) => `${valueInSql(name)} as ${name}`)

  return Task.query({ client: trx })
    .withScopes((scopes) => scopes.visibleTo(actor))
    .where('tasks.id', id)
    .select(db.raw(lists.join(', ')))
    .pojo<Pick<TaskFields, ListField>>()
    .firstOrFail()
}
