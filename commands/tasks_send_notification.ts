import { args } from '@adonisjs/core/ace'
import { JobCommand } from './_job_command.js'
import { Refusal } from '#core/console/operator_command'
import { KINDS, type Kind } from '#notifications/kinds'
import SendTaskNotificationJob from '#notifications/jobs/send_task_notification_job'
import { SendTaskNotification } from '#notifications/actions/send_task_notification'

/** A summary is of a day and not of a task. */
const TYPES = KINDS.filter((kind) => kind !== 'daily_summary')

export default class TasksSendNotification extends JobCommand {
  static commandName = 'tasks:send-notification'
  static aliases = ['send_task_notification']
  static description = 'Tell those who do a task, and who made it, of the task as it is'
  static help = [
    `The type is one of ${TYPES.join(', ')}.`,
    '',
    '  {{ binaryName }} tasks:send-notification 42 overdue',
    '  {{ binaryName }} tasks:send-notification 42 due_soon --dry-run',
    '  {{ binaryName }} tasks:send-notification 42 overdue --queue',
  ]

  @args.string({ description: 'The number of the task' })
  declare taskId: string

  @args.string({ description: 'What they are told' })
  declare notificationType: Kind

  protected async preview() {
    const users = await new SendTaskNotification().audience(this.#notification)
    return { data: { users }, sentence: `${users.length} would be told` }
  }

  protected async perform() {
    const told = await new SendTaskNotification().handle(this.#notification)
    return { data: { told }, sentence: `${told} were told, each by the channels of their choice` }
  }

  protected async enqueue() {
    const notification = this.#notification
    await new SendTaskNotification().audience(notification)
    await SendTaskNotificationJob.dispatch(notification)
  }

  get #notification() {
    if (!TYPES.includes(this.notificationType as (typeof TYPES)[number])) {
      throw new Refusal(`"${this.notificationType}" is none of ${TYPES.join(', ')}`)
    }
    if (!/^[1-9]\d{0,15}$/.test(this.taskId)) {
      throw new Refusal(`"${this.taskId}" is no number of a task`)
    }
    return { taskId: Number(this.taskId), kind: this.notificationType }
  }
}
