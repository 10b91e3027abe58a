import type { HttpContext } from '@adonisjs/core/http'
import Task from '#tasks/tasks/models/task'
import CommentPolicy from '#tasks/comments/policies/comment_policy'
import CommentTransformer from '#tasks/comments/transformers/comment_transformer'
import { listComments } from '#tasks/comments/queries/list_comments'

export default class CommentRestorationsController {
  async store({ actor, bouncer, params, serialize }: HttpContext) {
    const task = await Task.findVisible(actor, params.id)
    const comments = listComments(task, { deleted: true })
    const comment = await comments.where('comments.id', params.comment_id).firstOrFail()
    await bouncer.with(CommentPolicy).authorize('restore', comment)

    return serialize(CommentTransformer.transform(await comment.restore()))
  }
}
