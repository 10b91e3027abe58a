import env from '#start/env'
import { once } from 'node:events'
import { connect } from 'node:net'

const address = () => `http://${env.get('HOST')}:${env.get('PORT')}`

export interface RawAnswer {
  status: number
  headers: Headers
  text: string
  /** The answer as JSON; undefined where it isn't. */
  body: any
}

/** Sends a request as it is, with none of a test client's good manners. */
export async function send(path: string, init: RequestInit = {}): Promise<RawAnswer> {
  const response = await fetch(`${address()}${path}`, { redirect: 'manual', ...init })
  const text = await response.text()
  const isJSON = text !== '' && /json/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJSON ? JSON.parse(text) : undefined,
  }
}

/** Sends a body as JSON, whatever it says. */
export function sendJSON(path: string, body: BodyInit, init: RequestInit = {}) {
  const headers = { 'Content-Type': 'application/json', ...init.headers }
  return send(path, { method: 'POST', body, ...init, headers })
}

/** Writes bytes to a connection of its own and gives all that comes back until it is closed. */
export async function sendBytes(bytes: string): Promise<string> {
  const socket = connect(env.get('PORT'), env.get('HOST'))
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk))
  socket.write(bytes)
  await once(socket, 'close')
  return answer
}
