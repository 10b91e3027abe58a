import router from '@adonisjs/core/services/router'
import { signedUrlFor } from '@adonisjs/core/services/url_builder'
import { appUrl } from '#config/app'

/** The route names are not known as types before the first code generation. */
type SignedUrlFor = (
  route: string,
  params: {},
  options: { qs: Record<string, unknown>; expiresIn?: string }
) => string

/** An absolute URL with a tamper-proof query; valid forever, or for a duration such as `3 days`. */
export function signedUrl(
  route: string,
  query: Record<string, unknown>,
  expiresIn?: string
): string {
  // Only the web process has committed its routes by now.
  if (!router.commited) router.commit()
  const path = (signedUrlFor as unknown as SignedUrlFor)(route, {}, { qs: query, expiresIn })
  return new URL(path, appUrl).href
}
