import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import { ref } from '#api/contract/schemas'
import { commentValidator, listCommentsValidator } from '#tasks/comments/validators/comment'
import '#tasks/comments/schemas'

const { Comments, CommentRestorations } = controllers.tasks.comments

api.resource('tasks/:id/comments/:comment_id', Comments, 'Comment', {
  index: {
    summary: 'List comments',
    description: 'Oldest first.',
    query: listCommentsValidator,
  },
  store: { summary: 'Create a comment', body: commentValidator },
  show: { summary: 'Get a comment' },
  replace: { summary: 'Replace a comment', body: commentValidator },
  update: { summary: 'Update a comment', body: commentValidator },
  destroy: {
    summary: 'Delete a comment',
    description: 'Users can delete their own comments; admins can delete any.',
  },
})

api.post('tasks/:id/comments/:comment_id/restore', [CommentRestorations, 'store'], {
  summary: 'Restore a deleted comment',
  description:
    'Authors can restore their comments unless an admin deleted them; admins can restore any. Has no effect on a comment that is not deleted.',
  answers: { 200: ref('Comment') },
})
