import { createHash } from 'node:crypto'
import type { HttpRequest } from '@adonisjs/core/http'
import { withoutEncoding } from '#core/http/compress'
import { PreconditionFailed, StaleVersion } from '#api/exceptions'

/**
 * Which version of a record a change was made from, as far as the client said: by the `If-Match`
 * header, by `version` in the body, or by both.
 */
export class SeenVersion {
  static of(request: HttpRequest, version?: number) {
    return new SeenVersion(version, request.header('if-match'))
  }

  constructor(
    private version?: number,
    private ifMatch?: string
  ) {}

  /**
   * Call it with the record's version once its row is locked.
   *
   * @throws PreconditionFailed (412) where `If-Match` names other versions
   * @throws StaleVersion (409) where the body does
   */
  assertCurrent(version: number) {
    if (this.ifMatch !== undefined && !matches(this.ifMatch, version))
      throw new PreconditionFailed()
    if (this.version !== undefined && this.version !== version) throw new StaleVersion(version)
  }
}

/**
 * The ETag of a record's document: its version, and a hash of all that it shows, for some of that
 * changes without a new version, such as the names of others and what depends on the time.
 */
export function etagOf(document: { version: number }): string {
  const hash = createHash('sha256').update(JSON.stringify(document)).digest('base64url')
  return `"${document.version}.${hash.slice(0, 16)}"`
}

/**
 * The tag in `If-None-Match` that stands for the same document as this ETag (RFC 9110, 13.1.2), in
 * whichever encoding the client has it; undefined where it has none. Its `Cache-Control` doesn't
 * matter, though the framework's `fresh()` lets `no-cache` decide: that asks caches on the way to
 * check with us, and Node's `fetch` sends it with every condition.
 */
export function tagInHand(request: HttpRequest, etag: string): string | undefined {
  if (!['GET', 'HEAD'].includes(request.intended())) return undefined

  const tags = (request.header('if-none-match') ?? '').split(',').map((tag) => tag.trim())
  if (tags.includes('*')) return etag
  return tags.find((tag) => withoutEncoding(tag.replace(/^W\//, '')) === etag)
}

/** A change is made from a version, whatever else a document showed beside it. */
function matches(ifMatch: string, version: number): boolean {
  const tags = ifMatch.split(',').map((tag) => tag.trim())
  return tags.some((tag) => tag === '*' || /^"(\d+)(\.[\w-]*)?"$/.exec(tag)?.[1] === `${version}`)
}
