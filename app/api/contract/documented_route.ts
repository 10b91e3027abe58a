import router from '@adonisjs/core/services/router'
import type { RouteJSON } from '@adonisjs/core/types/http'
import { contractOf, type Contract } from '#api/contract/contract'
import { sections } from '#api/contract/schemas'

export interface DocumentedRoute {
  /** `tasks.comments.index` */
  name: string
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** `/api/tasks/{id}/` */
  path: string
  pathParameters: string[]
  /** The resource's part of the name: `comments`. */
  section: string
  /** Requires a token. */
  guarded: boolean
  writes: boolean
  contract?: Contract
}

export function documentedRoutes(): DocumentedRoute[] {
  if (!router.commited) router.commit()
  return Object.values(router.toJSON())
    .flat()
    .filter((route) => /^\/(api|health)\//.test(route.pattern))
    .flatMap((route) => methodsOf(route).map((method) => documentedRoute(route, method)))
    .sort((a, b) => rank(a) - rank(b) || a.section.localeCompare(b.section))
}

const rank = ({ section }: DocumentedRoute) => sections.get(section)?.position ?? Infinity

function documentedRoute(route: RouteJSON, method: DocumentedRoute['method']): DocumentedRoute {
  const name = (route.name ?? route.pattern).replace(/^api\./, '')
  return {
    name,
    method,
    path: pathOf(route),
    pathParameters: route.tokens.filter(({ type }) => type !== 0).map(({ val }) => val),
    section: name.split('.').at(-2) ?? name,
    guarded: isGuarded(route),
    writes: method !== 'get',
    contract: contractOf(route),
  }
}

function methodsOf(route: RouteJSON) {
  const methods = route.methods.filter((method) => method !== 'HEAD')
  return methods.map((method) => method.toLowerCase() as DocumentedRoute['method'])
}

/** Canonical URLs of resources end with a slash. */
function pathOf(route: RouteJSON) {
  const path = route.pattern.replace(/:(\w+)\??/g, '{$1}')
  return path.startsWith('/api/') && !path.includes('.') ? `${path}/` : path
}

function isGuarded(route: RouteJSON) {
  return [...route.middleware.all()].some((entry) => 'name' in entry && entry.name === 'auth')
}
