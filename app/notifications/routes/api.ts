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
      summary: 'List your notifications',
      query: listNotificationsValidator,
      answers: { 200: listOf('Notification') },
    })

  router
    .get('notifications/unread-count', [Notifications, 'unreadCount'])
    .as('notifications.unread_count')
    .contract({ summary: 'Count your unread notifications', answers: { 200: ref('UnreadCount') } })

  router
    .post('notifications/mark-all-read', [Notifications, 'markAllRead'])
    .as('notifications.mark_all_read')
    .contract({
      summary: 'Mark all notifications as read',
      description: 'With `up_to`, those that are newer than the one with this id stay unread.',
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
      summary: 'Show your notification preferences',
      answers: { 200: ref('NotificationPreferences') },
    })

  router
    .patch('notification-preferences', [Preferences, 'update'])
    .as('notification-preferences.update')
    .contract({
      summary: 'Change your notification preferences',
      description: 'Kinds that are left out stay as they are.',
      body: preferenceChangesValidator,
      example: { channels: { commented: ['in_app'] }, summary_hour: 8 },
      answers: { 200: ref('NotificationPreferences') },
    })
})
