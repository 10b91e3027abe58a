import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import { ref } from '#api/contract/schemas'
import {
  listNotificationsValidator,
  markAllReadValidator,
  notificationChangesValidator,
} from '#notifications/notifications/validators/notification'
import '#notifications/notifications/schemas'

const { Notifications } = controllers.notifications.notifications

api.resource('notifications', Notifications, 'Notification', {
  index: { summary: 'List notifications', query: listNotificationsValidator },
})

api.get('notifications/unread-count', [Notifications, 'unreadCount'], {
  summary: 'Get the unread count',
  answers: { 200: ref('UnreadCount') },
})

api.post('notifications/mark-all-read', [Notifications, 'markAllRead'], {
  summary: 'Mark all notifications as read',
  description: 'With `up_to`, notifications newer than the one with this id stay unread.',
  body: markAllReadValidator,
  answers: { 200: ref('MarkedRead') },
})

api.resource('notifications/:id', Notifications, 'Notification', {
  update: { summary: 'Mark a notification as read or unread', body: notificationChangesValidator },
})
