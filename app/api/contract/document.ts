import app from '@adonisjs/core/services/app'
import { readFileSync } from 'node:fs'
import { components } from '#api/contract/components'
import { operationOf, sectionTitle } from '#api/contract/operation'
import { documentedRoutes } from '#api/contract/documented_route'
import { sections } from '#api/contract/schemas'

export type OpenApiDocument = ReturnType<typeof generate>
export type Operation = ReturnType<typeof operationOf>

let document: OpenApiDocument | undefined

/** Built once: routes can't change while running. */
export function openApiDocument(): OpenApiDocument {
  return (document ??= generate())
}

function generate() {
  const routes = documentedRoutes().filter((route) => route.contract)
  const paths: Record<string, Record<string, Operation>> = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) }
  }

  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Task Management System',
      version: '1',
      description: readFileSync(app.makePath('resources/api/introduction.md'), 'utf8'),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This server.' }],
    tags: [...new Set(routes.map((route) => route.section))].map((section) => ({
      name: sectionTitle(section),
      description: sections.get(section)?.description ?? '',
    })),
    paths,
    components: components(),
  }
}
