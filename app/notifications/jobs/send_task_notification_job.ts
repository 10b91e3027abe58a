import { BaseJob } from '#core/jobs/base_job'
import {
  SendTaskNotification,
  type TaskNotification,
} from '#notifications/actions/send_task_notification'

export default class SendTaskNotificationJob extends BaseJob {
  static $$filepath = import.meta.url

  /** An attempt that is repeated tells nobody twice: the job is the cause. */
  async handle(notification: TaskNotification) {
    await new SendTaskNotification().handle({ cause: `job:${this.getId()}`, ...notification })
  }
}
