import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { pages } from '#web/route_groups'

const { Deliveries } = controllers.notifications.deliveries.pages
const { Notifications } = controllers.notifications.notifications.pages
const { Preferences, Unsubscriptions } = controllers.notifications.preferences.pages

pages(() => {
  router.get('notifications', [Notifications, 'index']).as('notifications.index')
  router.get('notifications/:id', [Notifications, 'show']).as('notifications.show')
  router.patch('notifications/:id', [Notifications, 'update']).as('notifications.update')
  router
    .post('notifications/mark-all-read', [Notifications, 'markAllRead'])
    .as('notifications.mark_all_read')

  router.get('notifications/preferences', [Preferences, 'edit']).as('notifications.preferences')
  router
    .patch('notifications/preferences', [Preferences, 'update'])
    .as('notifications.preferences.update')

  router.get('admin/deliveries', [Deliveries, 'index']).as('admin.deliveries.index')
  router.post('admin/deliveries/:id/resend', [Deliveries, 'resend']).as('admin.deliveries.resend')
})

// The link in a mail, and the button that mail readers show (RFC 8058). The signature says who it
// was made for, so it asks for no session and carries no cookie.
router.get('notifications/unsubscribe', [Unsubscriptions, 'create']).as('notifications.unsubscribe')
router
  .post('notifications/unsubscribe', [Unsubscriptions, 'store'])
  .as('notifications.unsubscribe.store')
