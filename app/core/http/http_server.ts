import { randomUUID } from 'node:crypto'
import { Server, type IncomingMessage, type RequestListener } from 'node:http'
import { compressed } from '#core/http/compress'
import { withRequestId } from '#core/http/request_id'
import { answerUnreadable } from '#core/http/unreadable_request'

/** How long requests in flight may still take once the process was told to stop. */
export const GRACE_MS = 10_000

/** The server of the product, around the framework's way to answer a request. */
export function createHttpServer(answer: RequestListener): Server {
  const answerCompressed = compressed(answer)
  const server = new GracefulServer((request, response) => {
    readFormMethod(request)
    withRequestId(nameRequest(request), () => answerCompressed(request, response))
  })
  return server.on('clientError', answerUnreadable)
}

/** Closing lets requests in flight finish, and keep-alive connections go as soon as they are idle. */
class GracefulServer extends Server {
  close(done?: (error?: Error) => void): this {
    const sweep = setInterval(() => this.closeIdleConnections(), 100)
    const deadline = setTimeout(() => this.closeAllConnections(), GRACE_MS)

    return super.close((error) => {
      clearInterval(sweep)
      clearTimeout(deadline)
      done?.(error)
    })
  }
}

/** The id for logs, answers and events: the caller's, if it is a few plain characters, or our own. */
function nameRequest({ headers }: IncomingMessage): string {
  const given = headers['x-request-id']
  const id = typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID()
  headers['x-request-id'] = id
  return id
}

/**
 * HTML forms can send only GET and POST: `?_method=PATCH` in the address that they post to says what
 * they mean. The API has no need for it.
 */
function readFormMethod(request: IncomingMessage) {
  if (request.method !== 'POST' || request.url!.startsWith('/api/')) return

  const meant = /[?&]_method=(PUT|PATCH|DELETE)(?:&|$)/i.exec(request.url!)
  if (meant) request.method = meant[1].toUpperCase()
}
