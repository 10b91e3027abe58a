import compression from 'compression'
import onHeaders from 'on-headers'
import type { RequestListener } from 'node:http'

/** Below it the headers outweigh what is saved. */
const THRESHOLD_BYTES = 1024

const compress = compression({
  threshold: THRESHOLD_BYTES,
  filter: (request, response) => !isStream(response) && compression.filter(request, response),
})

/**
 * Sends text by Brotli or gzip to whoever takes it, as it is written and in the thread pool. What is
 * encoded already, and streams of events, which may not wait in a buffer, go as they are.
 */
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

/** The ETag without the encoding that it stands for: `compressed` adds it. */
export function withoutEncoding(etag: string): string {
  return etag.replace(/-(br|gzip|deflate)"$/, '"')
}

function isStream(response: { getHeader(name: string): unknown }) {
  return `${response.getHeader('Content-Type')}`.startsWith('text/event-stream')
}
