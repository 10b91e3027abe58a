import router from '@adonisjs/core/services/router'
import { signedUrlFor } from '@adonisjs/core/services/url_builder'
import { appUrl } from '#config/app'

/** Where the development server has not listed the routes, their names are not known as types. */
type SignedUrlFor = (
  route: string,
  params: {},
  options: { qs: Record<string, unknown>; expiresIn?: string }
) => string

/**
 * The absolute address of a route with a query that nobody can change: the signature says so. It is
 * good for ever, or for a span such as `3 days`.
 */
export function signedUrl(
  route: string,
  query: Record<string, unknown>,
  expiresIn?: string
): string {
  // The web process has done so when it began to serve; in a worker nobody has.
  if (!router.commited) router.commit()
  const path = (signedUrlFor as unknown as SignedUrlFor)(route, {}, { qs: query, expiresIn })
  return new URL(path, appUrl).href
}
