import router from '@adonisjs/core/services/router'
import type { HttpContext } from '@adonisjs/core/http'
import { DomainException } from '#core/exceptions/domain_exception'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

export function routeNotFound({ request }: HttpContext): DomainException {
  const allowed = METHODS.filter((method) =>
    router.match(request.url(), method, request.parsedUrl.shouldDecodeParam)
  )
  if (allowed.length === 0) {
    return new DomainException('No such page or route', {
      status: 404,
      code: 'not_found',
    })
  }
  return new DomainException(`Method not allowed. Allowed here: ${allowed.join(', ')}`, {
    status: 405,
    code: 'method_not_allowed',
    headers: { Allow: [...allowed, 'OPTIONS'].join(', ') },
  })
}
