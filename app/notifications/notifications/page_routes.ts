import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { pages } from '#web/route_groups'

const { Notifications } = controllers.notifications.notifications.pages

pages(() => {
  router.get('notifications', [Notifications, 'index']).as('notifications.index')
  router.get('notifications/:id', [Notifications, 'show']).as('notifications.show')
  router.patch('notifications/:id', [Notifications, 'update']).as('notifications.update')
  router
    .post('notifications/mark-all-read', [Notifications, 'markAllRead'])
    .as('notifications.mark_all_read')
})
