import type { HttpRequest } from '@adonisjs/core/http'

/** Null removes a parameter; `page` and `cursor` are reset. */
export function addressWith(request: HttpRequest, changes: Record<string, string | number | null>) {
  const query = new URLSearchParams(request.parsedUrl.query ?? '')
  for (const name of ['page', 'cursor', ...Object.keys(changes)]) query.delete(name)
  for (const [name, value] of Object.entries(changes)) {
    if (value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString().replaceAll('%2C', ',')
  return text ? `${request.url()}?${text}` : request.url()
}
