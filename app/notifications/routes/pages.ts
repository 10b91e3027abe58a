import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'

// The link in a mail, and the button that mail readers show (RFC 8058). The signature says who it
// was made for, so it asks for no session and carries no cookie.
router
  .get('notifications/unsubscribe', [controllers.notifications.pages.Unsubscriptions, 'create'])
  .as('notifications.unsubscribe')
router
  .post('notifications/unsubscribe', [controllers.notifications.pages.Unsubscriptions, 'store'])
  .as('notifications.unsubscribe.store')
