import { openApiDocument } from '#api/contract/document'
import { operationOf, sectionTitle, type Response } from '#api/contract/operation'
import { documentedRoutes, type DocumentedRoute } from '#api/contract/documented_route'
import { problemsOf, type Problems } from '#api/contract/problems'
import { schemas, sections, type JsonSchema } from '#api/contract/schemas'
import { inWords, nameOf } from '#api/contract/words'

export interface Field {
  name: string
  in: string
  type: string
  required: boolean
  description: string
}

export interface ProblemLine {
  status: number
  code: string
  when: string
}

export type Reference = ReturnType<typeof read>
export type ReferenceSection = Reference['sections'][number]
export type ReferenceOperation = ReferenceSection['operations'][number]

let known: Reference | undefined

/** The contract for people: the page /api/docs and the Markdown files. */
export function reference(): Reference {
  return (known ??= read())
}

function read() {
  const { info } = openApiDocument()
  const bySection = Map.groupBy(
    documentedRoutes().filter((route) => route.contract),
    (route) => route.section
  )
  const told = new Set<string>()

  return {
    title: info.title,
    introduction: info.description,
    sections: [...bySection].map(([key, routes]) => sectionOf(key, routes, told)),
    problems: problemsOfAll([...bySection.values()].flat()),
  }
}

function sectionOf(key: string, routes: DocumentedRoute[], told: Set<string>) {
  const operations = routes.map(describe)
  const shown = operations.flatMap((operation) => operation.answers).map(({ shape }) => shape)
  const news = [...new Set(shown)].filter((name) => name && !told.has(name)) as string[]
  for (const name of news) told.add(name)

  return {
    anchor: key.replaceAll('_', '-'),
    title: sectionTitle(key),
    description: sections.get(key)?.description ?? '',
    shapes: news.map((name) => ({ name, fields: fieldsOf(schemas.get(name)!, 'answer') })),
    operations,
  }
}

function describe(route: DocumentedRoute) {
  const operation = operationOf(route)
  const body = operation.requestBody?.content['application/json']
  return {
    anchor: route.name.replaceAll(/[._]/g, '-'),
    method: route.method.toUpperCase(),
    path: route.path,
    summary: operation.summary,
    description: operation.description ?? '',
    guarded: route.guarded,
    parameters: operation.parameters.map((parameter): Field => ({
      name: parameter.name,
      in: parameter.in,
      type: inWords(parameter.schema),
      required: parameter.required,
      description: 'description' in parameter ? String(parameter.description) : '',
    })),
    fields: body ? fieldsOf(body.schema, 'body') : [],
    request: curl(route, body?.example),
    answers: Object.entries(operation.responses)
      .filter(([status]) => Number(status) < 400 || Number(status) in route.contract!.answers)
      .map(answerOf),
    problems: linesOf(problemsOf(route)),
    ownProblems: linesOf(route.contract!.problems ?? {}),
  }
}

function answerOf([status, answer]: [string, Response]) {
  const [type, media] = Object.entries(answer.content ?? {})[0] ?? []
  const pointer = media?.schema.$ref
  const name = pointer && nameOf(pointer)
  return {
    status: Number(status),
    description: answer.description,
    type,
    name,
    shape: name?.replace(/List$/, ''),
    example: media?.example,
  }
}

function fieldsOf(schema: JsonSchema, place: string): Field[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    type: inWords(property),
    required: schema.required?.includes(name) ?? false,
    description: property.description ?? '',
  }))
}

function curl({ method, path, guarded }: DocumentedRoute, body: unknown) {
  const url = `"$API${path.replace(/\{\w+\}/g, '42')}"`
  return [
    method === 'get' ? `curl ${url}` : `curl -X ${method.toUpperCase()} ${url}`,
    guarded && '-H "Authorization: Bearer $TOKEN"',
    body !== undefined && "-H 'Content-Type: application/json'",
    body !== undefined && `-d '${JSON.stringify(body, null, 2).replaceAll("'", "'\\''")}'`,
  ]
    .filter(Boolean)
    .join(' \\\n  ')
}

function linesOf(problems: Problems): ProblemLine[] {
  return Object.entries(problems).flatMap(([status, codes]) =>
    Object.entries(codes).map(([code, when]) => ({ status: Number(status), code, when }))
  )
}

/** Each code once, by status and name. */
function problemsOfAll(routes: DocumentedRoute[]): ProblemLine[] {
  const all = routes.flatMap((route) => linesOf(problemsOf(route)))
  const unique = new Map(all.map((line) => [`${line.status} ${line.code}`, line]))
  return [...unique.values()].sort((a, b) => a.status - b.status || a.code.localeCompare(b.code))
}
