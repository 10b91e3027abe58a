import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'
import Task from '#tasks/tasks/models/task'
import { SeenVersion } from '#api/concurrency/seen_version'
import { recordChanges } from '#tasks/history/actions/record_changes'

/**
 * Brings a deleted task back as it was; one that isn't deleted stays as it is. Where its team was
 * deleted meanwhile, it comes back without one.
 */
export class RestoreTask {
  /** @throws StaleVersion or PreconditionFailed where `seen` isn't the version that the task has */
  async handle(actor: User, { id }: Task, seen = new SeenVersion()): Promise<Task> {
    return db.transaction(async (trx) => {
      const task = await Task.lock(id, trx, Task.queryWithDeleted({ client: trx }))
      seen.assertCurrent(task.version)
      if (!task.isDeleted) return task

      const { teamId } = task
      const team =
        teamId && (await Team.query({ client: trx }).where('id', teamId).forShare().first())
      if (!team) task.teamId = null

      task.version++
      await task.restore()
      await recordChanges(actor, task, 'restored', [{}], trx)
      if (task.teamId !== teamId) {
        await recordChanges(
          actor,
          task,
          'updated',
          [{ field: 'team', old: teamId, new: null }],
          trx
        )
      }
      return task
    })
  }
}
