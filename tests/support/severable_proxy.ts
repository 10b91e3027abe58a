import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'

/**
 * A proxy in front of a server: `cut` closes all connections and refuses new ones, like a stopped
 * server; `freeze` keeps them open and passes nothing on, like a network partition; `restore`
 * undoes both.
 */
export class SeverableProxy {
  #sockets = new Set<Socket>()
  #server = createServer((client) => this.#join(client))
  #port = 0
  #frozen = false

  constructor(readonly target: URL) {}

  /** Returns the target's URL with the proxy's host and port. */
  async open(): Promise<string> {
    await this.#listen()
    const address = new URL(this.target)
    address.hostname = '127.0.0.1'
    address.port = String(this.#port)
    return address.href
  }

  async cut() {
    const closed = once(this.#server, 'close')
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  freeze() {
    this.#frozen = true
    for (const socket of this.#sockets) socket.pause()
  }

  async restore() {
    this.#frozen = false
    for (const socket of this.#sockets) socket.destroy()
    if (!this.#server.listening) await this.#listen()
  }

  async #listen() {
    this.#server.listen(this.#port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.#port = (this.#server.address() as AddressInfo).port
  }

  #join(client: Socket) {
    const target = connect(Number(this.target.port), this.target.hostname)
    for (const [from, to] of [
      [client, target],
      [target, client],
    ]) {
      this.#sockets.add(from)
      from.on('data', (chunk) => to.write(chunk))
      from.on('error', () => {})
      from.on('close', () => {
        this.#sockets.delete(from)
        to.destroy()
      })
      if (this.#frozen) from.pause()
    }
  }
}
