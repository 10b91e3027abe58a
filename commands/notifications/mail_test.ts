import { format } from 'node:util'
import { args } from '@adonisjs/core/ace'
import { Message } from '@adonisjs/mail'
import { SMTPTransport } from '@adonisjs/mail/transports/smtp'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'
import { isMailConfigured, mailFrom, smtpOptions } from '#config/mail'

/** A line of the conversation, as nodemailer logs it. */
interface Entry {
  tnx?: string
}

export default class MailTest extends OperatorCommand {
  static commandName = 'mail:test'
  static description = 'Send a mail to try the mail server, and show the conversation with it'
  static help = [
    'Passwords are not shown. Exits with 1 when the mail server did not take the mail.',
    '',
    '  {{ binaryName }} mail:test you@example.org',
  ]

  @args.string({ description: 'Whom the mail is for' })
  declare address: string

  #conversation: string[] = []

  async run() {
    if (!isMailConfigured) {
      throw new Refusal(
        'No mail server is configured: set SMTP_URL. Mails go to the log until then'
      )
    }
    if (!/^\S+@\S+$/.test(this.address)) {
      throw new Refusal(`"${this.address}" is no mail address`)
    }

    const { host, port } = smtpOptions
    const outcome = await this.#send()
    this.exitCode = outcome.accepted ? 0 : 1
    this.print({ server: `${host}:${port}`, ...outcome, conversation: this.#conversation }, () => {
      const verdict = `${host}:${port} ${outcome.accepted ? 'took' : 'did not take'} the mail`
      if (outcome.accepted) this.logger.success(`${verdict}: ${outcome.answer}`)
      else this.logger.error(`${verdict}: ${outcome.answer}`)
    })
  }

  async #send() {
    const options = { ...smtpOptions, debug: true, logger: this.#listener() }
    const message = new Message()
      .from(mailFrom.address, mailFrom.name)
      .to(this.address)
      .subject('A mail to try the mail server')
      .text('If you can read this, the mail server works.')
    try {
      const transport = new SMTPTransport(options)
      const { original } = await transport.send(message.toObject().message)
      return { accepted: true, answer: original.response }
    } catch (error) {
      return { accepted: false, answer: (error as Error).message }
    }
  }

  /** Keeps what client and server say, and shows it as it is said; the rest is nodemailer's own. */
  #listener() {
    const hear = ({ tnx }: Entry, text: string, ...values: unknown[]) => {
      if (tnx !== 'client' && tnx !== 'server') return
      const said = format(text, ...values).trimEnd()
      for (const line of said.split(/\r?\n/)) {
        const spoken = `${tnx === 'client' ? 'C:' : 'S:'} ${line}`
        this.#conversation.push(spoken)
        if (!this.json) this.logger.log(spoken)
      }
    }
    const deaf = () => {}
    return {
      level: deaf,
      trace: hear,
      debug: hear,
      info: deaf,
      warn: deaf,
      error: deaf,
      fatal: deaf,
    }
  }
}
