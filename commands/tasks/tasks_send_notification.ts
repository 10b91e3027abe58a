import { randomUUID } from 'node:crypto'
import { args } from '@adonisjs/core/ace'
import Task from '#tasks/tasks/models/task'
import { JobCommand } from '#commands/jobs/_job_command'
import { Refusal } from '#core/exceptions/refusal'
import { KINDS } from '#notifications/kinds'
import SendTaskNotificationJob from '#notifications/notifications/jobs/send_task_notification_job'
import { SendTaskNotification } from '#notifications/notifications/actions/send_task_notification'

/** Daily summaries aren't about a task. */
const TYPES = KINDS.filter((kind) => kind !== 'daily_summary')

export default class TasksSendNotification extends JobCommand {
  static commandName = 'tasks:send-notification'
  static aliases = ['send_task_notification']
  static description = 'Notify the assignees and the creator of a task'
  static help = [
    `Kinds: ${TYPES.join(', ')}.`,
    '',
    '  {{ binaryName }} tasks:send-notification 42 overdue',
    '  {{ binaryName }} tasks:send-notification 42 due_soon --dry-run',
    '  {{ binaryName }} tasks:send-notification 42 overdue --queue',
  ]

  @args.string({ description: 'Id of the task' })
  declare taskId: string

  @args.string({ description: 'Kind of notification' })
  declare notificationType: string

  protected async preview() {
    const users = await new SendTaskNotification().audience(await this.#read())
    return { data: { users }, sentence: `${users.length} users would be notified` }
  }

  protected async perform() {
    const told = await new SendTaskNotification().handle(await this.#read())
    return { data: { told }, sentence: `Notified ${told} users through their preferred channels` }
  }

  protected async enqueue() {
    await SendTaskNotificationJob.dispatch({
      ...(await this.#read()),
      cause: `job:${randomUUID()}`,
    })
  }

  async #read() {
    const kind = TYPES.find((type) => type === this.notificationType)
    if (!kind) throw new Refusal(`Unknown kind "${this.notificationType}": use ${TYPES.join(', ')}`)

    const isNumber = /^[1-9]\d{0,15}$/.test(this.taskId)
    const task = isNumber && (await Task.find(this.taskId))
    if (!task) throw new Refusal(`No task with the id ${this.taskId}`)
    return { taskId: task.id, kind }
  }
}
