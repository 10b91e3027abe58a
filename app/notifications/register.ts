import { registerJobs } from '#jobs/registry'
import { provideNavigation } from '#web/navigation'
import { countUnread } from '#notifications/notifications/queries/list_notifications'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'
import GenerateDailySummaryJob from '#notifications/summaries/jobs/generate_daily_summary_job'
import SendTaskNotificationJob from '#notifications/notifications/jobs/send_task_notification_job'

const MAX_UNREAD = 99

registerJobs(DeliverMailJob, GenerateDailySummaryJob, SendTaskNotificationJob)
provideNavigation(async (user) => ({ unread: await countUnread(user, MAX_UNREAD) }))
