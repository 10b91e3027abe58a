import { inTransaction, type Transaction } from '#core/database/transaction'
import { creatorId, type Actor } from '#accounts/users/actor'
import Task from '#tasks/tasks/models/task'
import { changeTask } from '#tasks/changes/change_task'
import { DEFAULTS, type TaskInput } from '#tasks/tasks/task_fields'

export type NewTask = Partial<TaskInput> & {
  title: string
  assignedTo?: number[]

  /** The creator, when the system creates it. */
  createdById?: number
}

export class CreateTask {
  /** @throws ValidationFailed, NotOnTeam */
  async handle(
    actor: Actor,
    { createdById, ...given }: NewTask,
    outer?: Transaction
  ): Promise<Task> {
    const input = { ...DEFAULTS, ...given }

    return inTransaction(outer, (trx) =>
      changeTask({ actor, action: 'created', input, trx }, () => {
        const task = new Task().useTransaction(trx)
        task.createdById = creatorId(actor, createdById)
        return { task, before: {} }
      })
    )
  }
}
