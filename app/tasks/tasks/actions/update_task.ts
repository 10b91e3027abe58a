import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type User from '#accounts/users/models/user'
import Tag from '#tasks/tags/models/tag'
import Task from '#tasks/tasks/models/task'
import { Faults } from '#core/validation/faults'
import { SeenVersion } from '#api/concurrency/seen_version'
import { assertFitsInTree, lockTree } from '#tasks/tasks/queries/task_tree'
import { findAssignees } from '#tasks/assignments/queries/find_assignees'
import { findTeamForTask, mayTakeFromTeam } from '#tasks/tasks/queries/find_team_for_task'
import { NotOnTeam } from '#tasks/assignments/exceptions/not_on_team'
import { recordChanges } from '#tasks/history/actions/record_changes'
import { writeAssignees, writeTags, type Listed } from '#tasks/tasks/actions/write_lists'
import {
  differences,
  fill,
  readFields,
  type Assignment,
  type TaskFields,
  type TaskInput,
} from '#tasks/tasks/task_fields'

/** Changes what is given and leaves the rest; a change that changes nothing leaves no trace. */
export class UpdateTask {
  /**
   * Two who change different fields at once both get their way.
   *
   * @throws E_ROW_NOT_FOUND where the actor doesn't see the task (any more)
   * @throws StaleVersion or PreconditionFailed where `seen` isn't the version that the task has
   * @throws ValidationFailed with all tags, users, parents and teams that aren't there
   * @throws NotOnTeam where the actor doesn't work in the team that the task leaves or joins
   */
  async handle(
    actor: User,
    { id }: Task,
    input: Partial<TaskInput>,
    seen = new SeenVersion()
  ): Promise<Task> {
    return db.transaction(async (trx) => {
      const faults = new Faults()
      const tags = input.tags && (await faults.in(Tag.findOrCreateMany(input.tags, actor, trx)))
      if (input.parentTask) await lockTree(trx)

      const task = await Task.lock(id, trx)
      // Whoever held the lock may have taken the task away from the actor.
      await Task.findVisible(actor, id, Task.query({ client: trx }))
      seen.assertCurrent(task.version)
      const before = await readFields(task, trx)
      const assignment = assignmentOf(input.assignedTo)
      const assignees = assigneesOf(before, assignment)
      const added = idsOf(assignees).difference(idsOf(before.assigned_to))
      await faults.in(findAssignees(actor, [...added], assignment.field, trx))
      await this.checkNewLinks(actor, task, input, faults, trx)
      faults.assertNone()

      fill(task, input)
      if (tags) await writeTags(task, before.tags, tags)
      await writeAssignees(actor, task, before.assigned_to, assignees)
      await this.save(actor, task, before, trx)
      return task
    })
  }

  /** Links that the task has already are not asked about again, though they may have gone. */
  private async checkNewLinks(
    actor: User,
    task: Task,
    { parentTask, team }: Partial<TaskInput>,
    faults: Faults,
    trx: TransactionClientContract
  ) {
    if (parentTask && parentTask !== task.parentTaskId) {
      await faults.in(assertFitsInTree(actor, task.id, parentTask, trx))
    }
    if (team === undefined || team === task.teamId) return
    if (task.teamId !== null && !(await mayTakeFromTeam(actor, task.teamId, trx))) {
      throw new NotOnTeam()
    }
    if (team !== null) await faults.in(findTeamForTask(actor, team, trx))
  }

  private async save(actor: User, task: Task, before: TaskFields, trx: TransactionClientContract) {
    const after = await readFields(task, trx)
    const fields = differences(before, after)
    if (fields.length === 0) return

    task.version++
    await task.save()
    const changes = fields.map((field) => ({ field, old: before[field], new: after[field] }))
    await recordChanges(actor, task, 'updated', changes, trx)
  }
}

/** Just a list says that these users do the task from now on, and nobody else. */
function assignmentOf(given: TaskInput['assignedTo'] | undefined): Assignment {
  if (given && !Array.isArray(given)) return given
  return { mode: given ? 'replace' : 'add', userIds: given ?? [], field: 'assigned_to' }
}

/** Who is to do the task once the assignment is made. */
function assigneesOf({ assigned_to: before }: TaskFields, { mode, userIds }: Assignment): Listed[] {
  const current = idsOf(before)
  const named = new Set(userIds)
  const result = {
    add: () => current.union(named),
    remove: () => current.difference(named),
    replace: () => named,
  }[mode]()

  return [...result].map((id) => ({ id }))
}

function idsOf(listed: Listed[]): Set<number> {
  return new Set(listed.map(({ id }) => id))
}
