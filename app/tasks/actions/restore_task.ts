import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/models/user'
import Task from '#tasks/models/task'
import { recordChanges } from '#tasks/actions/record_changes'

/** Brings a deleted task back as it was; one that isn't deleted stays as it is. */
export class RestoreTask {
  async handle(actor: User, { id }: Task): Promise<Task> {
    return db.transaction(async (trx) => {
      const task = await Task.queryWithDeleted({ client: trx })
        .where('id', id)
        .forUpdate()
        .firstOrFail()
      if (!task.isDeleted) return task

      task.version++
      await task.restore()
      await recordChanges(actor, task, 'restored', [{}], trx)
      return task
    })
  }
}
