import { inTransaction, type Transaction } from '#core/database/transaction'
import type { Actor } from '#accounts/users/actor'
import Tag from '#tasks/tags/models/tag'
import { recordTagChange } from '#tasks/tags/actions/record_tag_change'

/** Its tasks record the change. */
export class DeleteTag {
  async handle(actor: Actor, tag: Tag, outer?: Transaction): Promise<void> {
    await inTransaction(outer, async (trx) => {
      const locked = await Tag.lock(tag.id, trx)
      await locked.renewTasks()
      await recordTagChange(actor, locked, null)
      await locked.delete()
    })
  }
}
