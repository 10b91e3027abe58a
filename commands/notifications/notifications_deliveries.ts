import { args, flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'
import { listDeliveries } from '#notifications/deliveries/queries/list_deliveries'
import { ResendDelivery } from '#notifications/deliveries/actions/resend_delivery'
import {
  DELIVERY_STATUSES,
  type DeliveryStatus,
} from '#notifications/deliveries/models/notification_delivery'

const DEEDS = ['list', 'resend'] as const

export default class NotificationsDeliveries extends OperatorCommand {
  static commandName = 'notifications:deliveries'
  static description = 'List mails and what became of them, or have some sent again'
  static help = [
    `The status of a mail is one of ${DELIVERY_STATUSES.join(', ')}; "logged" means that no mail`,
    'server is configured and the mail reached nobody.',
    '',
    '  {{ binaryName }} notifications:deliveries',
    '  {{ binaryName }} notifications:deliveries --status=failed --json',
    '  {{ binaryName }} notifications:deliveries resend --id=42',
    '  {{ binaryName }} notifications:deliveries resend --status=failed',
  ]

  @args.string({ description: 'list or resend', default: 'list' })
  declare deed: (typeof DEEDS)[number]

  @flags.number({ description: 'Only the mail with this number' })
  declare id?: number

  @flags.string({ description: 'Only those with this status' })
  declare status?: DeliveryStatus

  @flags.number({ description: 'How many are listed at most, the newest first', default: 50 })
  declare limit: number

  async run() {
    if (!DEEDS.includes(this.deed)) {
      throw new Refusal(`"${this.deed}" is none of ${DEEDS.join(', ')}`)
    }
    if (this.status && !DELIVERY_STATUSES.includes(this.status)) {
      throw new Refusal(`"${this.status}" is none of ${DELIVERY_STATUSES.join(', ')}`)
    }
    await (this.deed === 'list' ? this.#list() : this.#resend())
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
      if (rows.length === 0) this.logger.info('There are none')
      else this.printTable(rows)
    })
  }

  async #resend() {
    if (!this.id && !this.status) throw new Refusal('Say which: --id or --status')

    const deliveries = await listDeliveries(this.#filters).orderBy('id')
    if (this.id && deliveries.length === 0) throw new Refusal(`There is no mail ${this.id}`)
    for (const { id } of deliveries) await new ResendDelivery().handle(id)
    const resent = deliveries.length
    this.print({ resent }, () => this.logger.success(`${resent} will be sent again`))
  }

  get #filters() {
    return { id: this.id, status: this.status }
  }
}
