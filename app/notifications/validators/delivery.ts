import vine from '@vinejs/vine'
import { Ordering } from '#core/pagination/ordering'
import { listParams } from '#core/pagination/list_params'
import { DELIVERY_STATUSES } from '#notifications/models/notification_delivery'

export const deliveryOrdering = new Ordering(
  'notification_deliveries',
  { id: 'notification_deliveries.id' },
  '-id'
)

export const listDeliveriesValidator = vine.create(
  vine
    .object({
      ...listParams(deliveryOrdering),
      status: vine.enum(DELIVERY_STATUSES).optional(),
    })
    .toCamelCase()
)
