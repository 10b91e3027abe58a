import type User from '#accounts/models/user'
import type Task from '#tasks/models/task'
import Comment from '#tasks/models/comment'

/** Says something about a task. */
export class AddComment {
  async handle(actor: User, task: Task, { body }: { body: string }): Promise<Comment> {
    const comment = await Comment.create({ taskId: task.id, userId: actor.id, body })
    await comment.load('user')
    return comment
  }
}
