import { test } from '@japa/runner'
import { basename, dirname } from 'node:path'
import { filesIn, lineCount, read } from '#tests/architecture/source'

const FOLDERS = new Set([
  'actions',
  'consumers',
  'controllers',
  'controllers/pages',
  'events',
  'exceptions',
  'jobs',
  'mails',
  'middleware',
  'models',
  'policies',
  'queries',
  'routes',
  'schemas',
  'transformers',
  'validators',
])

/** What only one domain has a folder for. */
const OWN_FOLDERS: Record<string, string[]> = {
  core: [
    'backups',
    'concurrency',
    'console',
    'contract',
    'doctor',
    'markdown',
    'models/mixins',
    'pages',
    'pagination',
    'schedule',
    'validation',
  ],
  events: ['transports'],
  tasks: ['pages'],
}

/** The names that say what a file is for. Models, actions and queries are bare words. */
const SUFFIXES: Record<string, string> = {
  'controllers': '_controller.ts',
  'controllers/pages': '_controller.ts',
  'jobs': '_job.ts',
  'middleware': '_middleware.ts',
  'policies': '_policy.ts',
  'transformers': '_transformer.ts',
}

/** `core/jobs` is the machinery that jobs run on. */
const suffixOf = (path: string) =>
  path.startsWith('app/core/jobs/') ? undefined : SUFFIXES[folderOf(path)]

const MAX_LINES = 200
const MAX_METHOD_LINES = 25

/** What tests are about that is no domain. */
const ACROSS_DOMAINS = ['authorization', 'commands', 'contract', 'database', 'jobs', 'schedule']

const sources = filesIn('app').filter((path) => path.endsWith('.ts'))

/** `app/tasks/models/task.ts` is of the domain `tasks` and in its folder `models`. */
const domainOf = (path: string) => path.split('/')[1]
const folderOf = (path: string) => dirname(path).split('/').slice(2).join('/')

test.group('The layout of app/', () => {
  test('every file is in a folder of the vocabulary', ({ assert }) => {
    const strange = sources.filter((path) => {
      const folder = folderOf(path)
      return folder && !FOLDERS.has(folder) && !OWN_FOLDERS[domainOf(path)]?.includes(folder)
    })
    assert.isEmpty(strange, 'a new folder needs a line in docs/ARCHITECTURE.md and one here')
  })

  test('names are in snake case', ({ assert }) => {
    assert.isEmpty(sources.filter((path) => !/^[a-z0-9_]+\.ts$/.test(basename(path))))
  })

  test('classes are named for what they are, as the framework needs to find them', ({ assert }) => {
    const misnamed = sources.filter((path) => {
      const suffix = suffixOf(path)
      return suffix && !path.endsWith(suffix) && read(path).includes('export default class')
    })
    assert.isEmpty(misnamed)
  })

  test('and stand in the folder that their name says', ({ assert }) => {
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

  test('files can be read in one go', ({ assert }) => {
    const long = sources.filter((path) => lineCount(path) > MAX_LINES)
    assert.isEmpty(long, `longer than ${MAX_LINES} lines`)
  })

  test('the methods of controllers are short', ({ assert }) => {
    const long = sources
      .filter((path) => path.endsWith('_controller.ts'))
      .flatMap((path) =>
        [...read(path).matchAll(/^ {2}(?:async )?#?(\w+)\(.*?\n {2}\}$/gms)]
          .filter(([body]) => body.split('\n').length > MAX_METHOD_LINES)
          .map(([, name]) => `${path} ${name}`)
      )
    assert.isEmpty(long, `longer than ${MAX_METHOD_LINES} lines`)
  })

  test('a test stands under the domain that it tests', ({ assert }) => {
    const homes = new Set([...sources.map(domainOf), ...ACROSS_DOMAINS])
    const strays = ['tests/unit', 'tests/functional']
      .flatMap(filesIn)
      .filter((path) => !homes.has(path.split('/')[2]))
    assert.isEmpty(strays)
  })
})
