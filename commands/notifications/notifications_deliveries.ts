import { args, flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'
import { listDeliveries } from '#notifications/deliveries/queries/list_deliveries'
import { ResendDelivery } from '#notifications/deliveries/actions/resend_delivery'
import {
  DELIVERY_STATUSES,
  type DeliveryStatus,
} from '#notifications/deliveries/models/notification_delivery'

const ACTIONS = ['list', 'resend'] as const

export default class NotificationsDeliveries extends OperatorCommand {
  static commandName = 'notifications:deliveries'
  static description = 'List emails with their delivery status, or resend them'
  static help = [
    `Statuses: ${DELIVERY_STATUSES.join(', ')}; "logged" means that no mail server was`,
    'configured and the email was only written to the log.',
    '',
    '  {{ binaryName }} notifications:deliveries',
    '  {{ binaryName }} notifications:deliveries --status=failed --json',
    '  {{ binaryName }} notifications:deliveries resend --id=42',
    '  {{ binaryName }} notifications:deliveries resend --status=failed',
  ]

  @args.string({ description: 'list or resend', default: 'list', required: false })
  declare action: (typeof ACTIONS)[number]

  @flags.number({ description: 'Only the email with this id' })
  declare id?: number

  @flags.string({ description: 'Only emails with this status' })
  declare status?: DeliveryStatus

  @flags.number({ description: 'Maximum number of emails to list, newest first', default: 50 })
  declare limit: number

  async run() {
    if (!ACTIONS.includes(this.action)) {
      throw new Refusal(`Unknown action "${this.action}": use ${ACTIONS.join(', ')}`)
    }
    if (this.status && !DELIVERY_STATUSES.includes(this.status)) {
      throw new Refusal(`Unknown status "${this.status}": use ${DELIVERY_STATUSES.join(', ')}`)
    }
    await (this.action === 'list' ? this.#list() : this.#resend())
  }

  async #list() {
    const deliveries = await listDeliveries(this.#filters).orderBy('id', 'desc').limit(this.limit)
    const rows = deliveries.map((delivery) => ({
      id: delivery.id,
      to: delivery.address,
      about: delivery.topic,
      status: delivery.status,
      attempts: delivery.attempts,
      answer: delivery.response,
      next_try: delivery.nextAttemptAt?.toISO() ?? null,
      sent_at: delivery.sentAt?.toISO() ?? null,
      created_at: delivery.createdAt.toISO(),
    }))
    this.print(rows, () => {
      if (rows.length === 0) this.logger.info('None found')
      else this.printTable(rows)
    })
  }

  async #resend() {
    if (!this.id && !this.status) throw new Refusal('Specify --id or --status')

    const deliveries = await listDeliveries(this.#filters).orderBy('id')
    if (this.id && deliveries.length === 0) throw new Refusal(`No email with the id ${this.id}`)
    for (const { id } of deliveries) await new ResendDelivery().handle(id)
    const resent = deliveries.length
    this.print({ resent }, () => this.logger.success(`${resent} queued to be resent`))
  }

  get #filters() {
    return { id: this.id, status: this.status }
  }
}
