import type { HttpContext } from '@adonisjs/core/http'
import type { UserActor } from '#accounts/users/actor'
import { dropUntouched } from '#web/forms/form_base'
import Task from '#tasks/tasks/models/task'
import CommentPolicy from '#tasks/comments/policies/comment_policy'
import { AddComment } from '#tasks/comments/actions/add_comment'
import { EditComment } from '#tasks/comments/actions/edit_comment'
import { findEditable } from '#tasks/tasks/controllers/single_task'
import { listComments } from '#tasks/comments/queries/list_comments'
import { addressOfTask } from '#tasks/lists/pages/return_address'
import { commentUrl } from '#tasks/history/pages/history'
import { commentValidator } from '#tasks/comments/validators/comment'

export default class CommentsController {
  async store(ctx: HttpContext) {
    const task = await findEditable(ctx)
    const input = await ctx.request.validateBody(commentValidator)
    const comment = await new AddComment().handle(ctx.actor, task, input)

    return ctx.response.redirect().toPath(await commentUrl(ctx.request, comment))
  }

  /** Redirects to the comment on the page of its task. */
  async show({ actor, params, request, response }: HttpContext) {
    const { comment } = await find(actor, params)

    return response.redirect().toPath(await commentUrl(request, comment))
  }

  async edit({ actor, bouncer, params, view }: HttpContext) {
    const { task, comment } = await find(actor, params)
    await bouncer.with(CommentPolicy).authorize('update', comment)

    return view.render('pages/comments/edit', { task, comment })
  }

  async update({ actor, bouncer, params, request, response }: HttpContext) {
    const { comment } = await find(actor, params)
    await bouncer.with(CommentPolicy).authorize('update', comment)
    const base = dropUntouched(request)
    if (!base || 'body' in request.body()) {
      const input = await request.validateBody(commentValidator)
      await new EditComment().handle(actor, comment, input)
    }

    return response.redirect().toPath(await commentUrl(request, comment))
  }

  async destroy({ actor, bouncer, params, request, response, session }: HttpContext) {
    const { task, comment } = await find(actor, params)
    await bouncer.with(CommentPolicy).authorize('delete', comment)
    await comment.deleteBy(actor)

    const undo = { action: `/tasks/${task.id}/comments/${comment.id}/restore`, fields: {} }
    session.flash('notice', { text: 'Comment deleted', undo })
    return response.redirect().toPath(addressOfTask(request, task.id))
  }
}

async function find(actor: UserActor, params: Record<string, any>) {
  const task = await Task.findVisible(actor, params.id)
  const comments = listComments(task)
  const comment = await comments.where('comments.id', params.comment_id).firstOrFail()
  return { task, comment }
}
