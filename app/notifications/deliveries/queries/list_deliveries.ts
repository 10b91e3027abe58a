import NotificationDelivery, {
  type DeliveryStatus,
} from '#notifications/deliveries/models/notification_delivery'

export interface DeliveryFilters {
  status?: DeliveryStatus
  id?: number
}

/** The mails, each with whom it is for and what it tells. */
export function listDeliveries({ status, id }: DeliveryFilters = {}) {
  return NotificationDelivery.query()
    .if(status, (query) => query.where('notification_deliveries.status', status!))
    .if(id, (query) => query.where('notification_deliveries.id', id!))
    .preload('user')
    .preload('notifications', (notifications) =>
      notifications.withScopes((scopes) => scopes.withTexts()).orderBy('id')
    )
}
