import { test } from '@japa/runner'
import { filesIn, read } from '#tests/architecture/source'

/** In the order of start/env.ts. */
const declared = [...read('start/env.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]*):/gm)].map(
  ([, name]) => name
)
const sample = read('.env.sample')

/** Variables of the compose files; some are only for the servers they start. */
const forCompose = new Set([
  'COMPOSE_FILE',
  ...['common.yml', 'yml', 'prod.yml'].flatMap((suffix) =>
    [...read(`docker-compose.${suffix}`).matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name)
  ),
])

test.group('.env.sample', () => {
  test('lists every variable of start/env.ts in the same order, and no other', ({ assert }) => {
    const listed = [...sample.matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name)
    assert.isNotEmpty(declared)
    const known = listed.filter((name) => declared.includes(name) || !forCompose.has(name))
    assert.deepEqual(known, declared)
    assert.includeMembers(listed, [...forCompose])
  })

  test('explains every variable', ({ assert }) => {
    const blocks = sample.split(/\n\s*\n/).filter((block) => /^#? ?[A-Z][A-Z0-9_]*=/m.test(block))
    const bare = blocks.filter((block) => !/^# \S/.test(block))
    assert.isEmpty(bare)
  })

  test('contains no secret', ({ assert }) => {
    for (const name of ['APP_KEY', 'POSTGRES_PASSWORD', 'SMTP_PASSWORD']) {
      assert.match(sample, new RegExp(`^${name}=$`, 'm'))
    }
  })
})

test.group('Containers', () => {
  test('pass every variable of start/env.ts except secrets, which are files', ({ assert }) => {
    const [, given] = /^x-environment:.*\n((?: {2}.*\n)+)/m.exec(read('docker-compose.common.yml'))!
    const names = [...given.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name)
    assert.deepEqual(
      names,
      declared.filter((name) => !['APP_KEY', 'SMTP_PASSWORD'].includes(name))
    )
  })

  test('give the SMTP password to the worker only', ({ assert }) => {
    const files = ['common.yml', 'yml', 'prod.yml'].map((suffix) =>
      read(`docker-compose.${suffix}`)
    )
    const [common] = files
    const [worker] = /^ {2}worker:\n(?:(?: {4}.*)?\n)+/m.exec(common)!
    assert.include(worker, 'SMTP_PASSWORD: ${SMTP_PASSWORD:-}')
    assert.lengthOf(files.join('').match(/^ +SMTP_PASSWORD: /gm)!, 1)
  })
})

test.group('Environment variables', () => {
  test('are read only through start/env.ts', ({ assert }) => {
    const readers = ['app', 'config', 'commands', 'start', 'database']
      .flatMap(filesIn)
      .filter((path) => path !== 'start/env.ts' && path.endsWith('.ts'))
      .filter((path) => read(path).includes('process.env'))
    assert.isEmpty(readers, 'say it in start/env.ts and ask #start/env')
  })
})
