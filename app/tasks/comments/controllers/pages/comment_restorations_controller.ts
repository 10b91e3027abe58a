import type { HttpContext } from '@adonisjs/core/http'
import Task from '#tasks/tasks/models/task'
import CommentPolicy from '#tasks/comments/policies/comment_policy'
import { commentUrl } from '#tasks/history/pages/history'
import { listComments } from '#tasks/comments/queries/list_comments'

export default class CommentRestorationsController {
  async store({ actor, bouncer, params, request, response, session }: HttpContext) {
    const task = await Task.findVisible(actor, params.id)
    const comments = listComments(task, { deleted: true })
    const comment = await comments.where('comments.id', params.comment_id).firstOrFail()
    await bouncer.with(CommentPolicy).authorize('restore', comment)
    await comment.restore()

    session.flash('notice', { text: 'Comment restored' })
    return response.redirect().toPath(await commentUrl(request, comment))
  }
}
