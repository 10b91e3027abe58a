import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { pages } from '#web/route_groups'

const { Tasks, Restorations, Statuses } = controllers.tasks.tasks.pages
const { ListViews } = controllers.tasks.lists.pages

pages(() => {
  router.get('tasks', [Tasks, 'index']).as('tasks.index')
  router.get('tasks/new', [Tasks, 'create']).as('tasks.create')
  router.post('tasks', [Tasks, 'store']).as('tasks.store')
  router.post('tasks/view', [ListViews, 'update']).as('tasks.view')
  router.get('tasks/:id', [Tasks, 'show']).as('tasks.show')
  router.get('tasks/:id/edit', [Tasks, 'edit']).as('tasks.edit')
  router.patch('tasks/:id', [Tasks, 'update']).as('tasks.update')
  router.delete('tasks/:id', [Tasks, 'destroy']).as('tasks.destroy')

  router.get('tasks/:id/status', [Statuses, 'edit']).as('tasks.status.edit')
  router.post('tasks/:id/restore', [Restorations, 'store']).as('tasks.restore')
})
