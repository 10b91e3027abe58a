import { createHash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type { Transaction } from '#core/database/transaction'
import { RenderingSchema } from '#database/schema'
import { RENDERER_VERSION } from '#core/markdown/markdown'

/** A comment, or without an id the task's description. */
export interface Written {
  taskId: number
  commentId: number | null
  text: string
}

/** A cache of rendered HTML: missing and outdated rows are no error. */
export default class Rendering extends RenderingSchema {
  static table = 'renderings'

  /** In the order of the texts; undefined where none is stored. */
  static async htmlOf(texts: readonly Written[]): Promise<(string | undefined)[]> {
    const kept = await this.query()
      .whereIn('taskId', [...new Set(texts.map(({ taskId }) => taskId))])
      .where((either) =>
        either.whereNull('commentId').orWhereIn(
          'commentId',
          texts.flatMap(({ commentId }) => commentId ?? [])
        )
      )
    return texts.map((written) => {
      const made = kept.find(({ commentId }) => commentId === written.commentId)
      return made?.source === sourceOf(written.text) ? made.html : undefined
    })
  }

  static async keep({ taskId, commentId, text }: Written, html: string, trx?: Transaction) {
    await (trx ?? db.connection())
      .knexQuery()
      .table(this.table)
      .insert({ task_id: taskId, comment_id: commentId, source: sourceOf(text), html })
      .onConflict(['task_id', 'comment_id'])
      .merge(['source', 'html'])
  }
}

function sourceOf(text: string): string {
  return `${RENDERER_VERSION}:${createHash('sha256').update(text).digest('base64url')}`
}
