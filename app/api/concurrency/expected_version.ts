import { createHash } from 'node:crypto'
import type { HttpRequest } from '@adonisjs/core/http'
import { withoutEncoding } from '#core/http/compress'
import { PreconditionFailed, StaleVersion } from '#api/exceptions'

/** The version that a change is based on, from `If-Match` or the body's `version`. */
export class ExpectedVersion {
  static of(request: HttpRequest, version?: number) {
    return new ExpectedVersion(version, request.header('if-match'))
  }

  constructor(
    private version?: number,
    private ifMatch?: string
  ) {}

  /** Lock the row first. @throws PreconditionFailed (412), StaleVersion (409) */
  assertCurrent(version: number) {
    if (this.ifMatch !== undefined && !matches(this.ifMatch, version))
      throw new PreconditionFailed()
    if (this.version !== undefined && this.version !== version) throw new StaleVersion(version)
  }
}

/** Version and hash: parts of a document change without a new version, such as names of users. */
export function etagOf(document: { version: number }): string {
  const hash = createHash('sha256').update(JSON.stringify(document)).digest('base64url')
  return `"${document.version}.${hash.slice(0, 16)}"`
}

/**
 * RFC 9110, 13.1.2. The framework's `fresh()` honours `no-cache`, which Node's `fetch` always
 * sends.
 */
export function tagInHand(request: HttpRequest, etag: string): string | undefined {
  if (!['GET', 'HEAD'].includes(request.intended())) return undefined

  const tags = (request.header('if-none-match') ?? '').split(',').map((tag) => tag.trim())
  if (tags.includes('*')) return etag
  return tags.find((tag) => withoutEncoding(tag.replace(/^W\//, '')) === etag)
}

/** `If-Match` compares the version only. */
function matches(ifMatch: string, version: number): boolean {
  const tags = ifMatch.split(',').map((tag) => tag.trim())
  return tags.some((tag) => tag === '*' || /^"(\d+)(\.[\w-]*)?"$/.exec(tag)?.[1] === `${version}`)
}
