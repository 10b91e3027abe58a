import type { HttpContext } from '@adonisjs/core/http'
import { goBack } from '#web/previous_page'
import { lastPageInstead } from '#api/pagination/last_page'
import { listMetadata, readPage } from '#api/pagination/paginate'
import { sentenceOf } from '#notifications/notifications/sentences'
import { MarkAllRead } from '#notifications/notifications/actions/mark_all_read'
import { visibleTaskIds } from '#notifications/notifications/queries/visible_task_ids'
import {
  countUnread,
  listNotifications,
} from '#notifications/notifications/queries/list_notifications'
import {
  listNotificationsValidator,
  markAllReadValidator,
  notificationChangesValidator,
  notificationOrdering,
} from '#notifications/notifications/validators/notification'

export default class NotificationsController {
  async index({ auth, request, response, view }: HttpContext) {
    const user = auth.getUserOrFail()
    const params = await request.validateQuery(listNotificationsValidator)
    const page = await readPage(listNotifications(user, params), notificationOrdering, params)
    const instead = lastPageInstead(request, page, params)
    if (instead) return response.redirect().toPath(instead)

    const visible = await visibleTaskIds(user, page.rows)

    return view.render('pages/notifications/index', {
      kinds: params.kind,
      onlyUnread: params.unread === true,
      unread: await countUnread(user),
      pages: { ...listMetadata(request, page), numbers: [] },
      notifications: page.rows.map((notification) => ({
        ...notification.$attributes,
        actor: notification.actor,
        title: notification.title,
        opens: visible.has(notification.taskId!),
        sentence: sentenceOf(notification),
        quote: notification.quote,
      })),
    })
  }

  /** Marks it as read and redirects to the task. */
  async show(ctx: HttpContext) {
    const notification = await find(ctx)
    await notification.mark(true)
    return ctx.response.redirect().toPath(`/tasks/${notification.taskId}`)
  }

  async update(ctx: HttpContext) {
    const notification = await find(ctx)
    const { isRead } = await ctx.request.validateBody(notificationChangesValidator)
    await notification.mark(isRead)
    return goBack(ctx)
  }

  async markAllRead({ auth, request, response, session }: HttpContext) {
    const { upTo } = await request.validateBody(markAllReadValidator)
    await new MarkAllRead().handle(auth.getUserOrFail(), upTo)
    session.flash('notice', { text: 'All notifications marked as read' })
    return response.redirect().toPath('/notifications')
  }
}

function find({ auth, params }: HttpContext) {
  return listNotifications(auth.getUserOrFail()).where('notifications.id', params.id).firstOrFail()
}
