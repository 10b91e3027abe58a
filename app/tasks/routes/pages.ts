import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { pages } from '#web/route_groups'

pages(() => {
  const { Tasks, Restorations, Statuses } = controllers.tasks.tasks.pages
  const { ListViews } = controllers.tasks.lists.pages
  const { Comments, CommentRestorations } = controllers.tasks.comments.pages
  const { Assignments, People } = controllers.tasks.assignments.pages

  router.get('tasks', [Tasks, 'index']).as('tasks.index')
  router.get('tasks/new', [Tasks, 'create']).as('tasks.create')
  router.post('tasks', [Tasks, 'store']).as('tasks.store')
  router.post('tasks/view', [ListViews, 'update']).as('tasks.view')
  router.get('tasks/:id', [Tasks, 'show']).as('tasks.show')
  router.get('tasks/:id/edit', [Tasks, 'edit']).as('tasks.edit')
  router.patch('tasks/:id', [Tasks, 'update']).as('tasks.update')
  router.delete('tasks/:id', [Tasks, 'destroy']).as('tasks.destroy')

  router.get('tasks/:id/status', [Statuses, 'edit']).as('tasks.status.edit')
  router.post('tasks/:id/assign', [Assignments, 'store']).as('tasks.assign')
  router.post('tasks/:id/restore', [Restorations, 'store']).as('tasks.restore')

  router.post('tasks/:id/comments', [Comments, 'store']).as('comments.store')
  router.get('tasks/:id/comments/:comment_id', [Comments, 'show']).as('comments.show')
  router.get('tasks/:id/comments/:comment_id/edit', [Comments, 'edit']).as('comments.edit')
  router.patch('tasks/:id/comments/:comment_id', [Comments, 'update']).as('comments.update')
  router.delete('tasks/:id/comments/:comment_id', [Comments, 'destroy']).as('comments.destroy')
  router
    .post('tasks/:id/comments/:comment_id/restore', [CommentRestorations, 'store'])
    .as('comments.restore')

  router
    .get('people/:username', [People, 'show'])
    .where('username', /^[a-z0-9][a-z0-9._-]{0,29}$/i)
    .as('people.show')
})
