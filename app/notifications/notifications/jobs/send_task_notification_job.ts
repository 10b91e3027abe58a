import { BaseJob } from '#jobs/job'
import {
  SendTaskNotification,
  type TaskNotification,
} from '#notifications/notifications/actions/send_task_notification'

export default class SendTaskNotificationJob extends BaseJob {
  static jobName = 'send_task_notification_job'

  /** `cause` makes retries idempotent. */
  async handle(notification: Required<TaskNotification>) {
    await new SendTaskNotification().handle(notification)
  }
}
