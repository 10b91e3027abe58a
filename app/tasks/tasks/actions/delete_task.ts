import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/users/models/user'
import Task from '#tasks/tasks/models/task'
import { SeenVersion } from '#api/concurrency/seen_version'
import { recordChanges } from '#tasks/history/actions/record_changes'

/** Takes a task out of sight; it keeps all it has, and `RestoreTask` brings it back. */
export class DeleteTask {
  /** @throws StaleVersion or PreconditionFailed where `seen` isn't the version that the task has */
  async handle(actor: User, { id }: Task, seen = new SeenVersion()): Promise<void> {
    await db.transaction(async (trx) => {
      const task = await Task.lock(id, trx)
      seen.assertCurrent(task.version)
      task.version++
      await task.delete()
      await recordChanges(actor, task, 'deleted', [{}], trx)
    })
  }
}
