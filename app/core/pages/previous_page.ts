import type { HttpContext } from '@adonisjs/core/http'

/**
 * The page of ours that the request came from, as a path with its query string exactly as it was:
 * a parser would rewrite repeated names and commas. `fallback` where there is none.
 */
export function previousPage({ response }: Pick<HttpContext, 'response'>, fallback = '/'): string {
  const previous = response.redirect().getPreviousUrl(fallback)
  if (previous === fallback || !URL.canParse(previous)) return fallback

  const { pathname, search } = new URL(previous)
  return pathname.replace(/^\/+/, '/') + search
}

/** Sends the person back to the page that they came from, and there to `fragment`, such as `#task-1`. */
export function goBack(
  { response }: Pick<HttpContext, 'response'>,
  { fallback = '/', fragment = '' } = {}
) {
  return response.redirect().toPath(previousPage({ response }, fallback) + fragment)
}
