import { inTransaction, type Transaction } from '#core/database/transaction'
import type { Actor } from '#accounts/users/actor'
import Tag from '#tasks/tags/models/tag'
import { recordTagChange } from '#tasks/tags/actions/record_tag_change'

/** Its tasks publish the change. */
export class RenameTag {
  async handle(actor: Actor, tag: Tag, name: string, outer?: Transaction): Promise<Tag> {
    return inTransaction(outer, async (trx) => {
      const locked = await Tag.lock(tag.id, trx)
      if (locked.name !== name) {
        await locked.renewTasks()
        await recordTagChange(actor, locked, name)
        await locked.merge({ name }).save()
      }
      return locked
    })
  }
}
