import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import Task from '#tasks/tasks/models/task'
import type { Kind } from '#notifications/kinds'
import { Notify, type Told } from '#notifications/notifications/actions/notify'
import { audienceOfTask } from '#notifications/notifications/queries/audience_of'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'

export interface TaskNotification {
  taskId: number
  kind: Kind

  /** The same cause tells the same user once; a new one each time where it is left out. */
  cause?: string
}

/** Tells those who do a task, and who made it, of the task as it is. */
export class SendTaskNotification {
  /** Whom it would tell, as far as they want to be told. */
  async audience({ taskId, kind }: TaskNotification): Promise<number[]> {
    return db.transaction(async (trx) => {
      const task = await Task.findOrFail(taskId, { client: trx })
      const audience = await audienceOfTask(task, kind, trx)
      return [...audience.keys()]
    })
  }

  /**
   * Tells how many it told.
   * @throws E_ROW_NOT_FOUND where there is no such task
   */
  async handle({ taskId, kind, cause = `by hand:${randomUUID()}` }: TaskNotification) {
    const told: Told[] = []
    await db.transaction(async (trx) => {
      const task = await Task.findOrFail(taskId, { client: trx })
      const audience = await audienceOfTask(task, kind, trx)
      for (const userId of audience.keys()) {
        const message = { userId, kind, cause, taskId, actorId: null }
        const one = await new Notify().handle(message, trx)
        if (one) told.push(one)
      }
    })
    const deliveries = told.map(({ delivery }) => delivery)
    await DeliverMailJob.dispatchFor(deliveries.filter((delivery) => delivery !== null))
    return told.length
  }
}
