import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import { listOf, ref } from '#api/contract/schemas'
import { commentValidator, listCommentsValidator } from '#tasks/comments/validators/comment'
import '#api/contract/contract'
import '#tasks/tasks/schemas'

api(() => {
  router
    .get('tasks/:id/comments', [controllers.tasks.comments.Comments, 'index'])
    .as('tasks.comments.index')
    .contract({
      summary: 'List comments',
      description: 'Oldest first.',
      query: listCommentsValidator,
      answers: { 200: listOf('Comment') },
    })

  router
    .post('tasks/:id/comments', [controllers.tasks.comments.Comments, 'store'])
    .as('tasks.comments.store')
    .contract({
      summary: 'Create a comment',
      body: commentValidator,
      answers: { 201: ref('Comment') },
    })

  router
    .get('tasks/:id/comments/:comment_id', [controllers.tasks.comments.Comments, 'show'])
    .as('tasks.comments.show')
    .contract({ summary: 'Get a comment', answers: { 200: ref('Comment') } })

  router
    .put('tasks/:id/comments/:comment_id', [controllers.tasks.comments.Comments, 'update'])
    .as('tasks.comments.replace')
    .contract({
      summary: 'Replace a comment',
      body: commentValidator,
      answers: { 200: ref('Comment') },
    })

  router
    .patch('tasks/:id/comments/:comment_id', [controllers.tasks.comments.Comments, 'update'])
    .as('tasks.comments.update')
    .contract({
      summary: 'Update a comment',
      body: commentValidator,
      answers: { 200: ref('Comment') },
    })

  router
    .delete('tasks/:id/comments/:comment_id', [controllers.tasks.comments.Comments, 'destroy'])
    .as('tasks.comments.destroy')
    .contract({
      summary: 'Delete a comment',
      description: 'Users can delete their own comments; admins can delete any.',
      answers: { 204: null },
    })
  router
    .post('tasks/:id/comments/:comment_id/restore', [
      controllers.tasks.comments.CommentRestorations,
      'store',
    ])
    .as('tasks.comments.restore')
    .contract({
      summary: 'Restore a deleted comment',
      description:
        'Authors can restore their comments unless an admin deleted them; admins can restore any. Has no effect on a comment that is not deleted.',
      answers: { 200: ref('Comment') },
    })
})
