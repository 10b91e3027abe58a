import db from '@adonisjs/lucid/services/db'
import User from '#accounts/models/user'

/** Ends a long-lived token at once. Tells whether there was one with this id. */
export class RevokeLongLivedToken {
  async handle(id: number): Promise<boolean> {
    const [deleted] = await db.from(User.accessTokens.table).where('id', id).delete()
    return Number(deleted) > 0
  }
}
