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
 * A real SMTP server that keeps its mail. While `refuseWith` is set, it replies with that instead.
 */
export class MailServer {
  received: ReceivedMail[] = []
  refuseWith: { code: number; message: string } | null = null

  /** Called when a mail has come in; if it throws, the mail isn't kept. */
  onArrival = async () => {}

  /** Called when a mail is kept, before the sender gets the reply. */
  onKept = async () => {}
  #server: SMTPServer
  #receiving = 0

  constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        this.#receiving++
        this.#receive(stream, session.envelope.rcptTo)
          .finally(() => this.#receiving--)
          .then((answer) => done(null, answer), done)
      },
    })
  }

  listen() {
    return new Promise<number>((resolve, reject) => {
      // Later errors come from clients that were killed.
      this.#server.on('error', reject)
      const listener = this.#server.listen(0, '127.0.0.1', () =>
        resolve((listener.address() as AddressInfo).port)
      )
    })
  }

  /** Resolves once no client is connected and no mail is being received. */
  async waitForDisconnect() {
    while (this.#server.connections.size + this.#receiving > 0) await sleep(20)
  }

  close() {
    return new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  async #receive(stream: Readable, recipients: { address: string }[]): Promise<string> {
    const source = await text(stream)
    if (this.refuseWith) {
      const { code, message } = this.refuseWith
      throw Object.assign(new Error(message), { responseCode: code })
    }
    await this.onArrival()
    this.received.push({
      to: recipients.map(({ address }) => address),
      messageId: /^Message-ID: (.*)$/im.exec(source)![1].trim(),
      // Unfolds long lines: header folding and quoted-printable soft breaks.
      source: source.replace(/=\r\n/g, '').replace(/\r\n[ \t]+/g, ' '),
    })
    const answer = `queued as ${this.received.length}`
    await this.onKept()
    return answer
  }
}
