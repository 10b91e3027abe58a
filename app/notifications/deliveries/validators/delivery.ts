import vine from '@vinejs/vine'
import { Ordering } from '#api/pagination/ordering'
import { listParams } from '#api/pagination/list_params'
import { DELIVERY_STATUSES } from '#notifications/deliveries/models/notification_delivery'

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
