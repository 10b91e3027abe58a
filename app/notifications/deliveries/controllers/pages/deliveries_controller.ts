import type { HttpContext } from '@adonisjs/core/http'
import { isMailConfigured } from '#config/mail'
import { goBack } from '#web/previous_page'
import { lastPageInstead } from '#api/pagination/last_page'
import { listMetadata, readPage } from '#api/pagination/paginate'
import DeliveryPolicy from '#notifications/deliveries/policies/delivery_policy'
import { ResendDelivery } from '#notifications/deliveries/actions/resend_delivery'
import { listDeliveries } from '#notifications/deliveries/queries/list_deliveries'
import { DELIVERY_STATUSES } from '#notifications/deliveries/models/notification_delivery'
import {
  deliveryOrdering,
  listDeliveriesValidator,
} from '#notifications/deliveries/validators/delivery'

export default class DeliveriesController {
  async index({ bouncer, request, response, view }: HttpContext) {
    await bouncer.with(DeliveryPolicy).authorize('manage')
    const params = await request.validateQuery(listDeliveriesValidator)
    const page = await readPage(listDeliveries(params), deliveryOrdering, params)
    const instead = lastPageInstead(request, page, params)
    if (instead) return response.redirect().toPath(instead)

    return view.render('pages/admin/deliveries', {
      isMailConfigured,
      status: params.status,
      statuses: DELIVERY_STATUSES,
      deliveries: page.rows,
      count: page.count,
      pages: { ...listMetadata(request, page), numbers: [] },
    })
  }

  async resend({ bouncer, params, request, response, session }: HttpContext) {
    await bouncer.with(DeliveryPolicy).authorize('manage')
    const { id } = await new ResendDelivery().handle(params.id)
    session.flash('notice', { text: `Email ${id} queued` })
    return goBack({ request, response })
  }
}
