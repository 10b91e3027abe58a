import type { HttpContext } from '@adonisjs/core/http'
import Task from '#tasks/tasks/models/task'
import CommentPolicy from '#tasks/comments/policies/comment_policy'
import CommentTransformer from '#tasks/comments/transformers/comment_transformer'
import { answerList } from '#api/pagination/answer_list'
import { listComments } from '#tasks/comments/queries/list_comments'
import { AddComment } from '#tasks/comments/actions/add_comment'
import { EditComment } from '#tasks/comments/actions/edit_comment'
import { findEditable } from '#tasks/tasks/controllers/single_task'
import {
  commentOrdering,
  commentValidator,
  listCommentsValidator,
} from '#tasks/comments/validators/comment'

export default class CommentsController {
  async index(ctx: HttpContext) {
    const task = await Task.findVisible(ctx.actor, ctx.params.id)
    return answerList(ctx, {
      validator: listCommentsValidator,
      ordering: commentOrdering,
      query: () => listComments(task),
      bytes: 'octet_length(comments.body)',
      transform: (comments) => CommentTransformer.transform(comments),
    })
  }

  async store(ctx: HttpContext) {
    const task = await findEditable(ctx)
    const input = await ctx.request.validateBody(commentValidator)
    const comment = await new AddComment().handle(ctx.actor, task, input)

    return ctx.response.created(await ctx.serialize(CommentTransformer.transform(comment)))
  }

  async show(ctx: HttpContext) {
    return ctx.serialize(CommentTransformer.transform(await findComment(ctx)))
  }

  replace(ctx: HttpContext) {
    return this.update(ctx)
  }

  async update(ctx: HttpContext) {
    const comment = await findComment(ctx)
    await ctx.bouncer.with(CommentPolicy).authorize('update', comment)
    const input = await ctx.request.validateBody(commentValidator)

    return ctx.serialize(
      CommentTransformer.transform(await new EditComment().handle(ctx.actor, comment, input))
    )
  }

  async destroy(ctx: HttpContext) {
    const comment = await findComment(ctx)
    await ctx.bouncer.with(CommentPolicy).authorize('delete', comment)
    await comment.deleteBy(ctx.actor)

    return ctx.response.noContent()
  }
}

async function findComment({ actor, params }: HttpContext) {
  const task = await Task.findVisible(actor, params.id)
  return listComments(task).where('comments.id', params.comment_id).firstOrFail()
}
