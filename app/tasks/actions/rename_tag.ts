import db from '@adonisjs/lucid/services/db'
import Tag from '#tasks/models/tag'

/** Gives a tag another name, on every task that has it. */
export class RenameTag {
  async handle(tag: Tag, name: string): Promise<Tag> {
    return db.transaction(async (trx) => {
      const locked = await Tag.lock(tag.id, trx)
      if (locked.name !== name) {
        await locked.merge({ name }).save()
        await locked.renewTasks()
      }
      await locked.load('createdBy')
      return locked
    })
  }
}
