import compression from 'compression'
import onHeaders from 'on-headers'
import type { RequestListener } from 'node:http'

const THRESHOLD_BYTES = 1024

const compress = compression({
  threshold: THRESHOLD_BYTES,
  filter: (request, response) => !isStream(response) && compression.filter(request, response),
})

/** Event streams are not compressed: they must not be buffered. */
export function compressed(answer: RequestListener): RequestListener {
  return (request, response) => {
    onHeaders(response, () => {
      const encoding = response.getHeader('Content-Encoding')
      const etag = response.getHeader('ETag')
      if (encoding && etag) response.setHeader('ETag', `${etag}`.replace(/"$/, `-${encoding}"`))
    })
    compress(request as any, response as any, () => answer(request, response))
  }
}

/** `compressed` adds the encoding again. */
export function withoutEncoding(etag: string): string {
  return etag.replace(/-(br|gzip|deflate)"$/, '"')
}

function isStream(response: { getHeader(name: string): unknown }) {
  return `${response.getHeader('Content-Type')}`.startsWith('text/event-stream')
}
