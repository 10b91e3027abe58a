import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { pages } from '#web/route_groups'

const { Comments, CommentRestorations } = controllers.tasks.comments.pages

pages(() => {
  router.post('tasks/:id/comments', [Comments, 'store']).as('comments.store')
  router.get('tasks/:id/comments/:comment_id', [Comments, 'show']).as('comments.show')
  router.get('tasks/:id/comments/:comment_id/edit', [Comments, 'edit']).as('comments.edit')
  router.patch('tasks/:id/comments/:comment_id', [Comments, 'update']).as('comments.update')
  router.delete('tasks/:id/comments/:comment_id', [Comments, 'destroy']).as('comments.destroy')
  router
    .post('tasks/:id/comments/:comment_id/restore', [CommentRestorations, 'store'])
    .as('comments.restore')
})
