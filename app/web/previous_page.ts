import type { HttpContext } from '@adonisjs/core/http'

/**
 * The page of ours that the request came from, as a path with its query string exactly as it was:
 * a parser would rewrite repeated names and commas. A form on a page of its own says in `back` where
 * its button was. `fallback` where there is none.
 */
export function previousPage(
  { request, response }: Pick<HttpContext, 'request' | 'response'>,
  fallback = '/'
): string {
  const given = new URLSearchParams(request.parsedUrl.query ?? '').get('back')
  const previous = URL.parse(given ?? response.redirect().getPreviousUrl(''), 'http://here')
  if (!previous?.protocol.startsWith('http') || previous.href === 'http://here/') return fallback
  return pathOf(previous)
}

/** An address without its host, so that it leads to a page of ours. */
export function pathOf({ pathname, search }: URL): string {
  return pathname.replace(/^\/+/, '/') + search
}

/** Sends the person back to the page that they came from, and there to `fragment`, such as `#task-1`. */
export function goBack(
  ctx: Pick<HttpContext, 'request' | 'response'>,
  { fallback = '/', fragment = '' } = {}
) {
  return ctx.response.redirect().toPath(previousPage(ctx, fallback) + fragment)
}
