import { DateTime } from 'luxon'
import { countAll } from '#core/database/count_all'
import { inBatches } from '#core/database/in_batches'
import { inTransaction, type Transaction } from '#core/database/transaction'
import Task from '#tasks/tasks/models/task'
import OutboxEvent from '#events/models/outbox_event'
import { EraseEvents } from '#events/actions/erase_events'
import AuditEntry from '#core/models/audit_entry'

const BATCH = 200

export const ARCHIVE_DAYS = 30

/** With their events; subtasks lose their parent. Each leaves an entry in the audit log. */
export class CleanupArchivedTasks {
  async count(): Promise<number> {
    return countAll(this.#expired())
  }

  async handle(onBatch?: (erased: number) => void, outer?: Transaction): Promise<number> {
    return inBatches(BATCH, (limit) => this.#eraseBatch(limit, outer), onBatch)
  }

  async #eraseBatch(limit: number, outer?: Transaction): Promise<number> {
    return inTransaction(outer, async (trx) => {
      const tasks = await this.#expired()
        .useTransaction(trx)
        .orderBy('archived_at')
        .limit(limit)
        .forUpdate()
        .skipLocked()
      await this.#audit(tasks, trx)
      await this.#eraseEvents(tasks, trx)
      // Dependent rows are deleted by foreign keys.
      await trx
        .from('tasks')
        .whereIn(
          'id',
          tasks.map(({ id }) => id)
        )
        .delete()
      return tasks.length
    })
  }

  /** Pending events are erased once they are handled. */
  async #eraseEvents(tasks: Task[], trx: Transaction) {
    const keys = tasks.map(({ id }) => String(id))
    const events = OutboxEvent.query().whereIn('key', keys).where('name', 'like', 'task.%')
    await new EraseEvents().handle(events, trx)
  }

  async #audit(tasks: Task[], trx: Transaction) {
    await AuditEntry.createMany(
      tasks.map(({ id, title, createdById, teamId, archivedAt }) => ({
        action: 'task.erased',
        subjectType: 'task',
        subjectId: id,
        details: { title, created_by: createdById, team: teamId, archived_at: archivedAt },
        source: 'cleanup',
        occurredAt: DateTime.utc(),
      })),
      { client: trx }
    )
  }

  /** Including deleted ones. */
  #expired() {
    const before = DateTime.utc().minus({ days: ARCHIVE_DAYS })
    return Task.queryWithDeleted()
      .where('isArchived', true)
      .where('archivedAt', '<', before.toISO()!)
  }
}
