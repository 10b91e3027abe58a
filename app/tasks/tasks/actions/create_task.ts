import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/users/models/user'
import Tag from '#tasks/tags/models/tag'
import Task from '#tasks/tasks/models/task'
import { Faults } from '#core/validation/faults'
import { assertFitsInTree, lockTree } from '#tasks/tasks/queries/task_tree'
import { findAssignees } from '#tasks/assignments/queries/find_assignees'
import { findTeamForTask } from '#tasks/tasks/queries/find_team_for_task'
import { recordChanges } from '#tasks/history/actions/record_changes'
import { writeAssignees, writeTags } from '#tasks/tasks/actions/write_lists'
import { DEFAULTS, fieldsOf, fill, type TaskInput } from '#tasks/tasks/task_fields'

export type NewTask = Partial<TaskInput> & { title: string; assignedTo?: number[] }

/** Makes a task; whoever does sees and changes it from then on. */
export class CreateTask {
  /**
   * @throws ValidationFailed with all tags, users, parents and teams that aren't there
   * @throws NotOnTeam where the actor doesn't work in the team
   */
  async handle(actor: User, input: NewTask): Promise<Task> {
    return db.transaction(async (trx) => {
      const faults = new Faults()
      const tags = await faults.in(Tag.findOrCreateMany(input.tags ?? [], actor, trx))
      if (input.parentTask) {
        await lockTree(trx)
        await faults.in(assertFitsInTree(actor, null, input.parentTask, trx))
      }
      if (input.team) await faults.in(findTeamForTask(actor, input.team, trx))
      const assignees = await faults.in(
        findAssignees(actor, input.assignedTo ?? [], 'assigned_to', trx)
      )
      faults.assertNone()

      const task = new Task().useTransaction(trx)
      task.createdById = actor.id
      task.version = 1
      fill(task, { ...DEFAULTS, ...input })
      await task.save()
      await writeTags(task, [], tags!)
      await writeAssignees(actor, task, [], assignees!)
      await recordChanges(actor, task, 'created', [{ new: fieldsOf(task, assignees!, tags!) }], trx)
      return task
    })
  }
}
