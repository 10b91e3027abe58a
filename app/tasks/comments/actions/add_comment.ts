import { inTransaction, type Transaction } from '#core/database/transaction'
import { actorId, causeOf, sourceOf, type Actor } from '#accounts/users/actor'
import type Task from '#tasks/tasks/models/task'
import Comment from '#tasks/comments/models/comment'
import Rendering from '#tasks/comments/models/rendering'
import { append } from '#events/outbox'
import { renderMarkdown } from '#core/markdown/render_markdown'
import { subjectOf, TaskCommented } from '#tasks/history/events/task_events'
import { findMentioned } from '#tasks/comments/queries/find_mentioned'

/** Milliseconds to render before it is saved as plain text. */
export const TIMEOUT_MS = 1_500

export class AddComment {
  async handle(
    actor: Actor,
    task: Task,
    { body }: { body: string },
    outer?: Transaction
  ): Promise<Comment> {
    const { html, mentions, isFinal } = await renderMarkdown(body, AbortSignal.timeout(TIMEOUT_MS))

    return inTransaction(outer, async (trx) => {
      const comment = await Comment.create(
        { taskId: task.id, userId: actorId(actor), source: sourceOf(actor), body },
        { client: trx }
      )
      if (isFinal) await Rendering.keep(comment.written, html, trx)
      const commented = {
        ...subjectOf(task),
        comment_id: comment.id,
        mentioned: await findMentioned(mentions, trx),
      }
      await append(trx, TaskCommented.by(causeOf(actor), commented))
      await comment.load('user')
      return comment
    })
  }
}
