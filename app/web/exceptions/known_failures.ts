import { STATUS_CODES } from 'node:http'
import { errors as lucid } from '@adonisjs/lucid'
import { errors as auth } from '@adonisjs/auth'
import { errors as shield } from '@adonisjs/shield'
import { errors as bouncer } from '@adonisjs/bouncer'
import { DomainException } from '#core/exceptions/domain_exception'
import { postgresFailure, serviceUnavailable } from '#core/exceptions/service_failures'

/** Maps errors of the framework, PostgreSQL and Redis; undefined for unexpected ones. */
export function knownFailure(error: any): DomainException | undefined {
  if (error instanceof DomainException) return error
  if (error instanceof lucid.E_ROW_NOT_FOUND)
    return refusal(404, 'not_found', 'The record does not exist or you can’t see it')
  if (error instanceof bouncer.E_AUTHORIZATION_FAILURE) {
    return refusal(403, 'forbidden', 'You don’t have permission to do this')
  }
  if (error instanceof shield.E_BAD_CSRF_TOKEN) {
    return refusal(
      403,
      'stale_form',
      'The form had expired and nothing was saved. Submit it again.'
    )
  }
  if (error instanceof auth.E_UNAUTHORIZED_ACCESS) {
    return refusal(401, 'unauthenticated', 'Sign in or send a valid token', {
      'WWW-Authenticate': 'Bearer',
    })
  }
  return (
    BODY_FAILURES[error?.code] ??
    brokenCompression(error) ??
    serviceUnavailable(error) ??
    postgresFailure(error) ??
    refused(error)
  )
}

function refusal(status: number, code: string, message: string, headers?: Record<string, string>) {
  return new DomainException(message, { status, code, headers })
}

const BODY_FAILURES: Record<string, DomainException> = {
  E_REQUEST_ENTITY_TOO_LARGE: refusal(
    413,
    'body_too_large',
    'The body exceeds 1 MB (16 KB without authentication)'
  ),
  E_REQUEST_ABORTED: refusal(400, 'incomplete_body', 'The body is truncated'),
  Z_BUF_ERROR: refusal(400, 'incomplete_body', 'The body is truncated'),
}

/** zlib's codes for invalid gzip, deflate and Brotli. */
function brokenCompression(error: any): DomainException | undefined {
  if (!/^(Z_|ERR__ERROR_)/.test(String(error?.code))) return undefined
  return refusal(400, 'malformed_body', 'The body doesn’t match its content encoding')
}

function refused(error: any): DomainException | undefined {
  const status = error?.status
  if (!(status >= 400 && status < 500)) return undefined

  if (status === 415)
    return refusal(415, 'unsupported_encoding', 'The content encoding is not supported')

  const title = STATUS_CODES[status] ?? 'Bad Request'
  return refusal(status, title.toLowerCase().replaceAll(/\W+/g, '_'), title)
}
