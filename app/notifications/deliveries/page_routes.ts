import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { pages } from '#web/route_groups'

const { Deliveries } = controllers.notifications.deliveries.pages

pages(() => {
  router.get('admin/deliveries', [Deliveries, 'index']).as('admin.deliveries.index')
  router.post('admin/deliveries/:id/resend', [Deliveries, 'resend']).as('admin.deliveries.resend')
})
