import db from '@adonisjs/lucid/services/db'
import type { Transaction } from '#core/database/transaction'

/** Ends a long-lived token at once. Tells whether there was one with this id. */
export class RevokeLongLivedToken {
  async handle(id: number, trx?: Transaction): Promise<boolean> {
    const deleted = await (trx ?? db).from('auth_access_tokens').where('id', id).delete()
    return Number(deleted) > 0
  }
}
