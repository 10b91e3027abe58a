import type { HttpContext } from '@adonisjs/core/http'

/** The referring page as a path, its query unparsed, or the form's `back` field. */
export function previousPage(
  { request, response }: Pick<HttpContext, 'request' | 'response'>,
  fallback = '/'
): string {
  const given = new URLSearchParams(request.parsedUrl.query ?? '').get('back')
  const previous = URL.parse(given ?? response.redirect().getPreviousUrl(''), 'http://here')
  if (!previous?.protocol.startsWith('http') || previous.href === 'http://here/') return fallback
  return pathOf(previous)
}

export function pathOf({ pathname, search }: URL): string {
  return pathname.replace(/^\/+/, '/') + search
}

export function goBack(
  ctx: Pick<HttpContext, 'request' | 'response'>,
  { fallback = '/', fragment = '' } = {}
) {
  return ctx.response.redirect().toPath(previousPage(ctx, fallback) + fragment)
}
