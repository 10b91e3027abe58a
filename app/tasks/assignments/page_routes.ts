import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { pages } from '#web/route_groups'

const { Assignments, People } = controllers.tasks.assignments.pages

pages(() => {
  router.post('tasks/:id/assign', [Assignments, 'store']).as('tasks.assign')
  router
    .get('people/:username', [People, 'show'])
    .where('username', /^[a-z0-9][a-z0-9._-]{0,29}$/i)
    .as('people.show')
})
