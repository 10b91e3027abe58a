import { createHash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { RenderingSchema } from '#database/schema'
import { RENDERER_VERSION } from '#core/markdown/markdown'

/** A text about a task as people write it: a comment, or with no id the description. */
export interface Written {
  taskId: number
  commentId: number | null
  text: string
}

/**
 * The HTML of a text, kept so that pages need not render it. It can be made again at any time: a row
 * that is missing, or was made from another text or by an older renderer, is not an error.
 */
export default class Rendering extends RenderingSchema {
  static table = 'renderings'

  /** The HTML that is kept of these texts of one task, each in its place; undefined where none is. */
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

  /** Keeps the HTML of a text instead of what was kept of an earlier one. */
  static async keep(
    { taskId, commentId, text }: Written,
    html: string,
    trx?: TransactionClientContract
  ) {
    await (trx ?? db.connection())
      .knexQuery()
      .table(this.table)
      .insert({ task_id: taskId, comment_id: commentId, source: sourceOf(text), html })
      .onConflict(['task_id', 'comment_id'])
      .merge(['source', 'html'])
  }
}

/** What the HTML was made from, and by what. */
function sourceOf(text: string): string {
  return `${RENDERER_VERSION}:${createHash('sha256').update(text).digest('base64url')}`
}
