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
  static description = 'Send a test email and show the SMTP conversation'
  static help = [
    'Passwords are masked. Exits with 1 if the mail server rejects the email.',
    '',
    '  {{ binaryName }} mail:test you@example.org',
  ]

  @args.string({ description: 'Recipient address' })
  declare address: string

  #conversation: string[] = []

  async run() {
    if (!isMailConfigured) {
      throw new Refusal(
        'No mail server is configured: set SMTP_URL. Until then, emails are written to the log'
      )
    }
    if (!/^\S+@\S+$/.test(this.address)) {
      throw new Refusal(`"${this.address}" is not an email address`)
    }

    const { host, port } = smtpOptions
    const outcome = await this.#send()
    this.exitCode = outcome.accepted ? 0 : 1
    this.print({ server: `${host}:${port}`, ...outcome, conversation: this.#conversation }, () => {
      const verdict = `${host}:${port} ${outcome.accepted ? 'accepted' : 'rejected'} the email`
      if (outcome.accepted) this.logger.success(`${verdict}: ${outcome.answer}`)
      else this.logger.error(`${verdict}: ${outcome.answer}`)
    })
  }

  async #send() {
    const options = { ...smtpOptions, debug: true, logger: this.#listener() }
    const message = new Message()
      .from(mailFrom.address, mailFrom.name)
      .to(this.address)
      .subject('Test email')
      .text('If you can read this, your mail server works.')
    try {
      const transport = new SMTPTransport(options)
      const { original } = await transport.send(message.toObject().message)
      return { accepted: true, answer: original.response }
    } catch (error) {
      return { accepted: false, answer: (error as Error).message }
    }
  }

  /** Collects and prints the conversation; other log lines are ignored. */
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
