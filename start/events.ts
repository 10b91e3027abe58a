/** Every reaction in the product: which consumer is told of which events. */
import { registerConsumer } from '#events/consumer'
import { mailAddresses } from '#notifications/deliveries/consumers/mail_addresses'
import { notifyOfTasks } from '#notifications/notifications/consumers/notify_of_tasks'

registerConsumer(notifyOfTasks)
registerConsumer(mailAddresses)
