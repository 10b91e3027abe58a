import { inTransaction, type Transaction } from '#core/database/transaction'
import { causeOf, type Actor } from '#accounts/users/actor'
import Task from '#tasks/tasks/models/task'
import Comment from '#tasks/comments/models/comment'
import Rendering from '#tasks/comments/models/rendering'
import { append } from '#events/outbox'
import { renderMarkdown } from '#core/markdown/render_markdown'
import { subjectOf, TaskCommentEdited } from '#tasks/history/events/task_events'
import { TIMEOUT_MS } from '#tasks/comments/actions/add_comment'
import { findMentioned } from '#tasks/comments/queries/find_mentioned'

/** Notifies only the newly mentioned. */
export class EditComment {
  async handle(
    actor: Actor,
    known: Comment,
    { body }: { body?: string },
    outer?: Transaction
  ): Promise<Comment> {
    if (body === undefined || body === known.body) return known
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const before = await renderMarkdown(known.body, signal)
    const after = await renderMarkdown(body, signal)

    return inTransaction(outer, async (trx) => {
      const comment = await Comment.query({ client: trx })
        .where('id', known.id)
        .forUpdate()
        .preload('user')
        .firstOrFail()
      await comment.merge({ body }).save()
      if (after.isFinal) await Rendering.keep(comment.written, after.html, trx)

      const mentionedBefore = new Set(await findMentioned(before.mentions, trx))
      const mentioned = new Set(await findMentioned(after.mentions, trx)).difference(
        mentionedBefore
      )
      const task = await Task.findOrFail(comment.taskId, { client: trx })
      const edited = { ...subjectOf(task), comment_id: comment.id, mentioned: [...mentioned] }
      await append(trx, TaskCommentEdited.by(causeOf(actor), edited))
      return comment
    })
  }
}
