import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import { listOf, ref } from '#api/contract/schemas'
import { preferenceChangesValidator } from '#notifications/preferences/validators/preferences'
import {
  listNotificationsValidator,
  markAllReadValidator,
  notificationChangesValidator,
} from '#notifications/notifications/validators/notification'
import '#api/contract/contract'
import '#notifications/schemas'

const { Notifications } = controllers.notifications.notifications
const { Preferences } = controllers.notifications.preferences

api(() => {
  router
    .get('notifications', [Notifications, 'index'])
    .as('notifications.index')
    .contract({
      summary: 'List notifications',
      query: listNotificationsValidator,
      answers: { 200: listOf('Notification') },
    })

  router
    .get('notifications/unread-count', [Notifications, 'unreadCount'])
    .as('notifications.unread_count')
    .contract({ summary: 'Get the unread count', answers: { 200: ref('UnreadCount') } })

  router
    .post('notifications/mark-all-read', [Notifications, 'markAllRead'])
    .as('notifications.mark_all_read')
    .contract({
      summary: 'Mark all notifications as read',
      description: 'With `up_to`, notifications newer than the one with this id stay unread.',
      body: markAllReadValidator,
      answers: { 200: ref('MarkedRead') },
    })

  router
    .patch('notifications/:id', [Notifications, 'update'])
    .as('notifications.update')
    .contract({
      summary: 'Mark a notification as read or unread',
      body: notificationChangesValidator,
      answers: { 200: ref('Notification') },
    })

  router
    .get('notification-preferences', [Preferences, 'show'])
    .as('notification-preferences.show')
    .contract({
      summary: 'Get your notification preferences',
      answers: { 200: ref('NotificationPreferences') },
    })

  router
    .patch('notification-preferences', [Preferences, 'update'])
    .as('notification-preferences.update')
    .contract({
      summary: 'Update your notification preferences',
      description: 'Omitted kinds keep their settings.',
      body: preferenceChangesValidator,
      example: { channels: { commented: ['in_app'] }, summary_hour: 8 },
      answers: { 200: ref('NotificationPreferences') },
    })
})
