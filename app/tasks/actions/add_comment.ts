import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/models/user'
import type Task from '#tasks/models/task'
import Comment from '#tasks/models/comment'
import { append } from '#events/outbox'
import { commented } from '#tasks/events/task_events'
import { findMentioned } from '#tasks/queries/find_mentioned'

/** Says something about a task. */
export class AddComment {
  async handle(actor: User, task: Task, { body }: { body: string }): Promise<Comment> {
    return db.transaction(async (trx) => {
      const comment = await Comment.create(
        { taskId: task.id, userId: actor.id, body },
        { client: trx }
      )
      const mentioned = await findMentioned(body, trx)
      await append(trx, commented(actor, task, comment, mentioned))
      await comment.load('user')
      return comment
    })
  }
}
