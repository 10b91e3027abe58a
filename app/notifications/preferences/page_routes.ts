import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { pages } from '#web/route_groups'

const { Preferences, Unsubscriptions } = controllers.notifications.preferences.pages

pages(() => {
  router.get('notifications/preferences', [Preferences, 'edit']).as('notifications.preferences')
  router
    .patch('notifications/preferences', [Preferences, 'update'])
    .as('notifications.preferences.update')
})

// Signed links in mails and one-click unsubscription (RFC 8058) work without a session or cookie.
router.get('notifications/unsubscribe', [Unsubscriptions, 'create']).as('notifications.unsubscribe')
router
  .post('notifications/unsubscribe', [Unsubscriptions, 'store'])
  .as('notifications.unsubscribe.store')
