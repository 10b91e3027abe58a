import db from '@adonisjs/lucid/services/db'

/** Ends a long-lived token at once. Tells whether there was one with this id. */
export class RevokeLongLivedToken {
  async handle(id: number): Promise<boolean> {
    const deleted = await db.from('auth_access_tokens').where('id', id).delete()
    return Number(deleted) > 0
  }
}
