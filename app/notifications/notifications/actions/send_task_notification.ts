import { randomUUID } from 'node:crypto'
import { inTransaction, type Transaction } from '#core/database/transaction'
import Task from '#tasks/tasks/models/task'
import type { Kind } from '#notifications/kinds'
import { Notify } from '#notifications/notifications/actions/notify'
import { audienceOfTask } from '#notifications/notifications/queries/audience_of'

export interface TaskNotification {
  taskId: number
  kind: Kind

  /** Idempotency key; a new one by default. */
  cause?: string
}

export class SendTaskNotification {
  async audience({ taskId, kind }: TaskNotification): Promise<number[]> {
    return inTransaction(undefined, async (trx) => {
      const task = await Task.findOrFail(taskId, { client: trx })
      const audience = await audienceOfTask(task, kind, trx)
      return [...audience.keys()]
    })
  }

  /** Returns the number of users notified. @throws E_ROW_NOT_FOUND */
  async handle(
    { taskId, kind, cause = `by hand:${randomUUID()}` }: TaskNotification,
    outer?: Transaction
  ): Promise<number> {
    return inTransaction(outer, async (trx) => {
      let notified = 0
      const task = await Task.findOrFail(taskId, { client: trx })
      const audience = await audienceOfTask(task, kind, trx)
      for (const userId of audience.keys()) {
        const message = { userId, kind, cause, taskId, actorId: null }
        if (await new Notify().handle(message, trx)) notified++
      }
      return notified
    })
  }
}
