/** What notifications add to the domains below. */
import { registerJobs } from '#jobs/registry'
import DeliverMailJob from '#notifications/deliveries/jobs/deliver_mail_job'
import GenerateDailySummaryJob from '#notifications/summaries/jobs/generate_daily_summary_job'
import SendTaskNotificationJob from '#notifications/notifications/jobs/send_task_notification_job'

registerJobs(DeliverMailJob, GenerateDailySummaryJob, SendTaskNotificationJob)
