import db from '@adonisjs/lucid/services/db'
import type { Transaction } from '#core/database/transaction'

export class RevokeLongLivedToken {
  async handle(id: number, trx?: Transaction): Promise<boolean> {
    const deleted = await (trx ?? db).from('auth_access_tokens').where('id', id).delete()
    return Number(deleted) > 0
  }
}
