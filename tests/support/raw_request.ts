import env from '#start/env'
import { once } from 'node:events'
import { connect } from 'node:net'

const address = () => `http://${env.get('HOST')}:${env.get('PORT')}`

export interface RawAnswer {
  status: number
  headers: Headers
  text: string
  /** Undefined unless the response is JSON. */
  body: any
}

/** Sends a request without the normalization of a test client. */
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

export function sendJSON(path: string, body: BodyInit, init: RequestInit = {}) {
  const headers = { 'Content-Type': 'application/json', ...init.headers }
  return send(path, { method: 'POST', body, ...init, headers })
}

/** Writes raw bytes to a new connection and returns everything received until it closes. */
export async function sendBytes(bytes: string): Promise<string> {
  const socket = connect(env.get('PORT'), env.get('HOST'))
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk))
  socket.write(bytes)
  await once(socket, 'close')
  return answer
}
