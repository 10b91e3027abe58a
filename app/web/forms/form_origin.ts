import { dirname } from 'node:path/posix'
import router from '@adonisjs/core/services/router'
import type { HttpContext, HttpRequest } from '@adonisjs/core/http'
import { appUrl } from '#config/app'
import { previousPage } from '#web/previous_page'

export function isForm(request: HttpRequest): boolean {
  return !['GET', 'HEAD'].includes(request.method())
}

/** By `Sec-Fetch-Site` or `Origin`, which other sites can't forge; false when neither is sent. */
export function isSameOrigin(request: HttpRequest): boolean {
  const site = request.header('sec-fetch-site')
  if (site) return site === 'same-origin'

  const origin = URL.parse(request.header('origin') ?? '')
  return origin !== null && [new URL(appUrl).host, request.header('host')].includes(origin.host)
}

export function formOf({ request, response }: Pick<HttpContext, 'request' | 'response'>): string {
  const form = formAt(request.url())
  const page = previousPage({ request, response }, form)
  return /[?&]_method=/.test(page) ? form : page
}

/** For browsers that send no referrer. */
function formAt(address: string): string {
  const places = [`${address}/edit`, `${address}/new`, address, dirname(address)]
  return places.find((place) => router.match(place, 'GET', false)) ?? '/'
}
