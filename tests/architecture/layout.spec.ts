import { test } from '@japa/runner'
import { basename, dirname } from 'node:path'
import { domainOf, hasRank } from '#tests/architecture/domains'
import { filesIn, lineCount, read } from '#tests/architecture/source'

const FOLDERS = new Set([
  'actions',
  'consumers',
  'controllers',
  'controllers/pages',
  'events',
  'jobs',
  'mails',
  'middleware',
  'models',
  'pages',
  'policies',
  'queries',
  'steps',
  'transformers',
  'validators',
])

/** The areas of a domain, each with its own technical folders. */
const AREAS: Record<string, string[]> = {
  core: [
    'concurrency',
    'database',
    'exceptions',
    'http',
    'markdown',
    'models/mixins',
    'process',
    'settings',
    'validation',
  ],
  api: ['concurrency', 'contract', 'limits', 'pagination'],
  web: ['exceptions', 'forms'],
  jobs: ['schedule'],
  events: ['catalogue', 'transports'],
  accounts: ['passwords', 'registration', 'sessions', 'users'],
  teams: ['invitations', 'members', 'teams'],
  tasks: ['assignments', 'changes', 'comments', 'history', 'lists', 'tags', 'tasks', 'templates'],
  notifications: ['deliveries', 'notifications', 'preferences', 'summaries'],
  operations: ['backups', 'console', 'database', 'doctor', 'health'],
}

/** The suffixes that tell a file's kind. Models, actions and queries have none. */
const SUFFIXES: Record<string, string> = {
  'controllers': '_controller.ts',
  'controllers/pages': '_controller.ts',
  'jobs': '_job.ts',
  'middleware': '_middleware.ts',
  'policies': '_policy.ts',
  'transformers': '_transformer.ts',
}

const suffixOf = (path: string) => SUFFIXES[folderOf(path)]

/** More files than this should be split into areas. */
const MAX_FILES = 40
const MAX_LINES = 200
const MAX_METHOD_LINES = 25

/** Test folders that are not domains. */
const ACROSS_DOMAINS = ['authorization', 'commands', 'contract', 'database']

const sources = filesIn('app').filter((path) => path.endsWith('.ts'))

/**
 * `app/tasks/tags/models/tag.ts` has the domain `tasks`, the area `tags` and the folder `models`.
 */
const insideOf = (path: string) => dirname(path).split('/').slice(2).join('/')
const areaOf = (path: string) =>
  AREAS[domainOf(path)]?.find((area) => `${insideOf(path)}/`.startsWith(`${area}/`)) ?? ''
const folderOf = (path: string) => insideOf(path).slice(areaOf(path).length).replace(/^\//, '')

test.group('Layout of app/', () => {
  test('every file belongs to a domain with a rank', async ({ assert }) => {
    const domains = new Set(sources.map(domainOf))
    for (const domain of domains) {
      assert.isTrue(await hasRank(domain), `${domain} is none of the RANKS of eslint.config.js`)
    }
  })

  test('every file is in a known folder', ({ assert }) => {
    const strange = sources.filter((path) => folderOf(path) && !FOLDERS.has(folderOf(path)))
    assert.isEmpty(strange, 'a new folder needs a line in docs/ARCHITECTURE.md and one here')
  })

  test('every area listed here exists', ({ assert }) => {
    const areas = Object.entries(AREAS).flatMap(([domain, names]) =>
      names.map((name) => `app/${domain}/${name}/`)
    )
    assert.isEmpty(areas.filter((area) => !sources.some((path) => path.startsWith(area))))
  })

  test('no area exceeds the file limit', ({ assert }) => {
    const areas = Map.groupBy(sources, (path) => `${domainOf(path)}/${areaOf(path)}`)
    const crowded = [...areas].filter(([, files]) => files.length > MAX_FILES)
    assert.isEmpty(crowded.map(([area, files]) => `${area}: ${files.length} files`))
  })

  test('file names are in snake case', ({ assert }) => {
    assert.isEmpty(sources.filter((path) => !/^[a-z0-9_]+\.ts$/.test(basename(path))))
  })

  test('classes have the suffix that the framework expects', ({ assert }) => {
    const misnamed = sources.filter((path) => {
      const suffix = suffixOf(path)
      return suffix && !path.endsWith(suffix) && read(path).includes('export default class')
    })
    assert.isEmpty(misnamed)
  })

  test('files are in the folder that their suffix names', ({ assert }) => {
    const suffixes = Object.values(SUFFIXES)
    const stray = sources.filter(
      (path) =>
        suffixes.some((suffix) => path.endsWith(suffix)) &&
        !path.endsWith(SUFFIXES[folderOf(path)] ?? '-')
    )
    assert.isEmpty(stray)
  })

  test('a query is a function', ({ assert }) => {
    const queries = sources.filter((path) => folderOf(path) === 'queries')
    assert.isNotEmpty(queries)
    assert.isEmpty(
      queries.filter((path) => /^export (default )?(abstract )?class/m.test(read(path)))
    )
  })

  test('files stay within the line limit', ({ assert }) => {
    const long = sources.filter((path) => lineCount(path) > MAX_LINES)
    assert.isEmpty(long, `longer than ${MAX_LINES} lines`)
  })

  test('controller methods stay within the line limit', ({ assert }) => {
    const long = sources
      .filter((path) => path.endsWith('_controller.ts'))
      .flatMap((path) =>
        [...read(path).matchAll(/^ {2}(?:async )?#?(\w+)\(.*?\n {2}\}$/gms)]
          .filter(([body]) => body.split('\n').length > MAX_METHOD_LINES)
          .map(([, name]) => `${path} ${name}`)
      )
    assert.isEmpty(long, `longer than ${MAX_METHOD_LINES} lines`)
  })

  test('tests are in the folder of the domain they test', ({ assert }) => {
    const homes = new Set([...sources.map(domainOf), ...ACROSS_DOMAINS])
    const strays = ['tests/unit', 'tests/functional']
      .flatMap(filesIn)
      .filter((path) => !homes.has(path.split('/')[2]))
    assert.isEmpty(strays)
  })
})
