import NotificationDelivery, {
  type DeliveryStatus,
} from '#notifications/deliveries/models/notification_delivery'

export interface DeliveryFilters {
  status?: DeliveryStatus
  id?: number
}

export function listDeliveries({ status, id }: DeliveryFilters = {}) {
  return NotificationDelivery.query()
    .if(status, (query) => query.where('notification_deliveries.status', status!))
    .if(id, (query) => query.where('notification_deliveries.id', id!))
    .preload('user')
    .preload('notifications', (notifications) =>
      notifications.withScopes((scopes) => scopes.withTexts()).orderBy('id')
    )
}
