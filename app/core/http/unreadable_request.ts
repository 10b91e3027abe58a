import { randomUUID } from 'node:crypto'
import type { Duplex } from 'node:stream'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { problem } from '#core/exceptions/problem'
import { plainPage } from '#core/http/plain_page'

const HEADERS = { 'X-Content-Type-Options': 'nosniff', 'Connection': 'close' }

export function answerMalformedUrl(request: IncomingMessage, response: ServerResponse) {
  const isProgram = /^\/(api|health)\//.test(request.url!)
  const answer = problem(400, 'malformed_url', 'The URL is not valid percent-encoded UTF-8')

  response
    .writeHead(answer.status, {
      ...HEADERS,
      'X-Request-Id': request.headers['x-request-id'],
      'Content-Type': isProgram ? 'application/problem+json' : 'text/html; charset=utf-8',
    })
    .end(isProgram ? JSON.stringify(answer) : plainPage(answer))
}

const PARSER_FAILURES: Record<string, [status: number, code: string, detail: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'headers_too_large', 'The URL and headers exceed 16 KB'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request_timeout', 'The request was not received in time'],
}

export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex) {
  if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()

  const [status, code, detail] = PARSER_FAILURES[error.code ?? ''] ?? [
    400,
    'malformed_request',
    'The HTTP request is malformed',
  ]
  const answer = problem(status, code, detail)
  const body = JSON.stringify(answer)
  const headers = {
    ...HEADERS,
    'X-Request-Id': randomUUID(),
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(body),
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return socket.end([`HTTP/1.1 ${status} ${answer.title}`, ...lines, '', body].join('\r\n'))
}
