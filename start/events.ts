/** Every event of the product, and every reaction: which consumer handles which events. */
import { registerConsumer } from '#events/consumer'
import { registerEvents } from '#events/catalogue/catalogue'
import { userEvents } from '#accounts/users/events/user_events'
import { invitationEvents } from '#teams/invitations/events/invitation_events'
import { taskEvents } from '#tasks/history/events/task_events'
import { mailAddresses } from '#notifications/deliveries/consumers/mail_addresses'
import { notifyOfTasks } from '#notifications/notifications/consumers/notify_of_tasks'

registerEvents(...userEvents, ...invitationEvents, ...taskEvents)

registerConsumer(notifyOfTasks)
registerConsumer(mailAddresses)
