import type {
  Field,
  ProblemLine,
  Reference,
  ReferenceOperation,
  ReferenceSection,
} from '#api/contract/reference'

/** The reference as Markdown, for docs/API_DOCUMENTATION.md. */
export function referenceMarkdown({ title, introduction, sections, problems }: Reference): string {
  return paragraphs(
    `# The API of the ${title}`,
    `_Made by \`node ace docs:api\` from the routes and validators that run. A running system shows
the same at \`/api/docs\`, and as OpenAPI 3.1 at \`/api/openapi.json\`._`,
    introduction.trim(),
    '### Every code',
    problemTable(problems, 'What it means'),
    '## Every operation',
    contents(sections),
    ...sections.map(section)
  )
}

function contents(sections: ReferenceSection[]) {
  return sections
    .map(({ title, operations }) => {
      const entries = operations.map(
        ({ summary, method, path }) => `  - [${summary}](#${slug(summary)}): \`${method} ${path}\``
      )
      return [`- [${title}](#${slug(title)})`, ...entries].join('\n')
    })
    .join('\n')
}

function section({ title, description, shapes, operations }: ReferenceSection) {
  return paragraphs(
    `## ${title}`,
    description,
    ...shapes.flatMap(({ name, fields }) => [
      `**${name}**`,
      table(['Field', 'Type', ''], fields.map(fieldRow)),
    ]),
    ...operations.map((it, index) => operation(it, namesIn(operations.slice(0, index))))
  )
}

function namesIn(operations: ReferenceOperation[]) {
  return new Set(operations.flatMap(({ answers }) => answers.map(({ name }) => name)))
}

function operation(it: ReferenceOperation, told: Set<string | undefined>) {
  const { summary, description, method, path, guarded, parameters, fields } = it
  return paragraphs(
    `### ${summary}`,
    `\`${method} ${path}\`${guarded ? '' : ' · no token needed'}`,
    description,
    parameters.length > 0 && table(['Parameter', 'In', 'Type', ''], parameters.map(parameterRow)),
    fields.length > 0 && table(['Body', 'Type', 'Required', ''], fields.map(bodyRow)),
    fence('sh', it.request),
    ...it.answers.map((one) => answer(one, told.has(one.name))),
    refusals(it.problems),
    it.ownProblems.length > 0 && problemTable(it.ownProblems, 'Refused when')
  )
}

/** A shape that the section has shown before is only named. */
function answer(it: ReferenceOperation['answers'][0], isTold: boolean) {
  const { status, description, name, type, example } = it
  const what = name ? ` · ${name}` : type && type !== 'application/json' ? ` · ${type}` : ''
  return paragraphs(
    `**${status}**${what} · ${description}`,
    example !== undefined && !(name && isTold) && fence('json', JSON.stringify(example, null, 2))
  )
}

function refusals(problems: ProblemLine[]) {
  const byStatus = Map.groupBy(problems, ({ status }) => status)
  const codes = [...byStatus].map(
    ([status, them]) => `${status} ${them.map(({ code }) => `\`${code}\``).join(' ')}`
  )
  return `Refusals: ${codes.join(' · ')}`
}

function problemTable(problems: ProblemLine[], heading: string) {
  const rows = problems.map(({ status, code, when }) => [String(status), `\`${code}\``, when])
  return table(['Status', 'Code', heading], rows)
}

const fieldRow = ({ name, type, description }: Field) => [`\`${name}\``, type, description]
const parameterRow = (field: Field) => [
  `\`${field.name}\``,
  field.in,
  field.type,
  field.description,
]
const bodyRow = ({ name, type, required, description }: Field) => [
  `\`${name}\``,
  type,
  required ? 'yes' : '',
  description,
]

function table(headings: string[], rows: string[][]) {
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n')
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const fence = (language: string, code: string) => `\`\`\`${language}\n${code}\n\`\`\``
const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-')

function paragraphs(...parts: (string | false | undefined)[]) {
  return parts.filter(Boolean).join('\n\n')
}
