import db from '@adonisjs/lucid/services/db'
import { Notify } from '#notifications/notifications/actions/notify'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'
import { tasksDueSoon, type DueSoon } from '#notifications/notifications/queries/tasks_due_soon'

const BATCH = 500

/** Once per due date. */
export class NotifyDueSoon {
  async handle(): Promise<number> {
    let told = 0
    let batch
    do {
      batch = await tasksDueSoon(BATCH)
      for (const each of batch) if (await this.#tell(each)) told++
    } while (batch.length === BATCH)
    return told
  }

  async #tell({ userId, taskId, dueDate, cause }: DueSoon) {
    const facts = { due_date: dueDate.toISOString() }
    const message = { userId, kind: 'due_soon' as const, cause, taskId, actorId: null, facts }
    const told = await db.transaction((trx) => new Notify().handle(message, trx))
    if (told?.delivery) await DeliverMailJob.dispatchFor([told.delivery])
    return told !== null
  }
}
