import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

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

  /** Is called when a mail has come in; where it throws, the mail isn't kept. */
  onArrival = async () => {}

  /** Is called when a mail is kept, before its sender is told so. */
  onKept = async () => {}
  #server: SMTPServer
  #beingTaken = 0

  constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        this.#beingTaken++
        this.#take(stream, session.envelope.rcptTo)
          .finally(() => this.#beingTaken--)
          .then((answer) => done(null, answer), done)
      },
    })
  }

  /** Listens on a free port of the loopback, and gives it. */
  listen() {
    return new Promise<number>((resolve, reject) => {
      // Later on they are of clients that went away, as those do that are killed.
      this.#server.on('error', reject)
      const listener = this.#server.listen(0, '127.0.0.1', () =>
        resolve((listener.address() as AddressInfo).port)
      )
    })
  }

  /** Resolves once no client is connected and no mail of one that was is still being taken. */
  async hungUp() {
    while (this.#server.connections.size + this.#beingTaken > 0) await sleep(20)
  }

  close() {
    return new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  async #take(stream: Readable, recipients: { address: string }[]): Promise<string> {
    const source = await text(stream)
    if (this.refuseWith) {
      const { code, message } = this.refuseWith
      throw Object.assign(new Error(message), { responseCode: code })
    }
    await this.onArrival()
    this.received.push({
      to: recipients.map(({ address }) => address),
      messageId: /^Message-ID: (.*)$/im.exec(source)![1].trim(),
      // Long lines are broken on their way, in headers and in the body each by its own rule.
      source: source.replace(/=\r\n/g, '').replace(/\r\n[ \t]+/g, ' '),
    })
    const answer = `queued as ${this.received.length}`
    await this.onKept()
    return answer
  }
}
