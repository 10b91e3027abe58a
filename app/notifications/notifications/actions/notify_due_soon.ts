import db from '@adonisjs/lucid/services/db'
import { Notify } from '#notifications/notifications/actions/notify'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'
import { tasksDueSoon, type DueSoon } from '#notifications/notifications/queries/tasks_due_soon'

/** How many are read at once. */
const BATCH = 500

/** Tells those who do a task that it is due soon, once for each due date. */
export class NotifyDueSoon {
  /** Tells how many were told. */
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
