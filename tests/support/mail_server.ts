import { SMTPServer } from 'smtp-server'
import { text } from 'node:stream/consumers'

export interface ReceivedMail {
  to: string[]
  messageId: string
  source: string
}

/**
 * A real SMTP server that keeps what it gets. `refuseWith` makes it answer with that reply instead,
 * until it is null again.
 */
export class MailServer {
  received: ReceivedMail[] = []
  refuseWith: { code: number; message: string } | null = null
  #server: SMTPServer

  constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: async (stream, session, done) => {
        const source = await text(stream)
        if (this.refuseWith) {
          const { code, message } = this.refuseWith
          return done(Object.assign(new Error(message), { responseCode: code }))
        }
        this.received.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          messageId: /^Message-ID: (.*)$/im.exec(source)![1].trim(),
          // Long lines are broken on their way, in headers and in the body each by its own rule.
          source: source.replace(/=\r\n/g, '').replace(/\r\n[ \t]+/g, ' '),
        })
        done(null, `queued as ${this.received.length}`)
      },
    })
  }

  listen(port: number) {
    return new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', resolve)
    })
  }

  close() {
    return new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }
}
