import type { HttpContext } from '@adonisjs/core/http'
import { answerList } from '#api/pagination/answer_list'
import { MarkAllRead } from '#notifications/notifications/actions/mark_all_read'
import {
  countUnread,
  listNotifications,
} from '#notifications/notifications/queries/list_notifications'
import NotificationTransformer from '#notifications/notifications/transformers/notification_transformer'
import {
  listNotificationsValidator,
  markAllReadValidator,
  notificationChangesValidator,
  notificationOrdering,
} from '#notifications/notifications/validators/notification'

const QUOTED_BYTES =
  'coalesce((select octet_length(body) from comments where id = notifications.comment_id), 0)'

export default class NotificationsController {
  index(ctx: HttpContext) {
    return answerList(ctx, {
      validator: listNotificationsValidator,
      ordering: notificationOrdering,
      query: (params) => listNotifications(ctx.auth.getUserOrFail(), params),
      bytes: QUOTED_BYTES,
      transform: (notifications) => NotificationTransformer.transform(notifications),
    })
  }

  async unreadCount({ auth }: HttpContext) {
    const { count, countExact } = await countUnread(auth.getUserOrFail())
    return { count, count_exact: countExact }
  }

  async update({ auth, params, request, serialize }: HttpContext) {
    const notification = await listNotifications(auth.getUserOrFail())
      .where('notifications.id', params.id)
      .firstOrFail()
    const { isRead } = await request.validateBody(notificationChangesValidator)
    await notification.mark(isRead)

    return serialize(NotificationTransformer.transform(notification))
  }

  async markAllRead({ auth, request }: HttpContext) {
    const { upTo } = await request.validateBody(markAllReadValidator)
    return { marked: await new MarkAllRead().handle(auth.getUserOrFail(), upTo) }
  }
}
