import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import Task from '#tasks/tasks/models/task'
import type { Kind } from '#notifications/kinds'
import { Notify, type NotificationResult } from '#notifications/notifications/actions/notify'
import { audienceOfTask } from '#notifications/notifications/queries/audience_of'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'

export interface TaskNotification {
  taskId: number
  kind: Kind

  /** Idempotency key; a new one by default. */
  cause?: string
}

export class SendTaskNotification {
  async audience({ taskId, kind }: TaskNotification): Promise<number[]> {
    return db.transaction(async (trx) => {
      const task = await Task.findOrFail(taskId, { client: trx })
      const audience = await audienceOfTask(task, kind, trx)
      return [...audience.keys()]
    })
  }

  /** Returns the number of users notified. @throws E_ROW_NOT_FOUND */
  async handle({ taskId, kind, cause = `by hand:${randomUUID()}` }: TaskNotification) {
    const told: NotificationResult[] = []
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
