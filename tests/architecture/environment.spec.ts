import { test } from '@japa/runner'
import { filesIn, read } from '#tests/architecture/source'

/** The variables of start/env.ts, in its order. */
const declared = [...read('start/env.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]*):/gm)].map(
  ([, name]) => name
)
const sample = read('.env.sample')

/** What the compose files read, some of it for the servers that they start and for nobody else. */
const forCompose = new Set([
  'COMPOSE_FILE',
  ...['common.yml', 'yml', 'prod.yml'].flatMap((suffix) =>
    [...read(`docker-compose.${suffix}`).matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name)
  ),
])

test.group('.env.sample', () => {
  test('has every variable of start/env.ts, in its order, and no other', ({ assert }) => {
    const listed = [...sample.matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name)
    assert.isNotEmpty(declared)
    const known = listed.filter((name) => declared.includes(name) || !forCompose.has(name))
    assert.deepEqual(known, declared)
    assert.includeMembers(listed, [...forCompose])
  })

  test('explains each', ({ assert }) => {
    const blocks = sample.split(/\n\s*\n/).filter((block) => /^#? ?[A-Z][A-Z0-9_]*=/m.test(block))
    const bare = blocks.filter((block) => !/^# \S/.test(block))
    assert.isEmpty(bare)
  })

  test('ships no secret', ({ assert }) => {
    for (const name of ['APP_KEY', 'POSTGRES_PASSWORD', 'SMTP_PASSWORD']) {
      assert.match(sample, new RegExp(`^${name}=$`, 'm'))
    }
  })
})

test.group('Containers', () => {
  test('have every variable of start/env.ts but the secrets, which are in files', ({ assert }) => {
    const [, given] = /^x-environment:.*\n((?: {2}.*\n)+)/m.exec(read('docker-compose.common.yml'))!
    const names = [...given.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name)
    assert.deepEqual(
      names,
      declared.filter((name) => !['APP_KEY', 'SMTP_PASSWORD'].includes(name))
    )
  })

  test('of which the worker alone, which sends mails, has the password for them', ({ assert }) => {
    const files = ['common.yml', 'yml', 'prod.yml'].map((suffix) =>
      read(`docker-compose.${suffix}`)
    )
    const [common] = files
    const [worker] = /^ {2}worker:\n(?:(?: {4}.*)?\n)+/m.exec(common)!
    assert.include(worker, 'SMTP_PASSWORD: ${SMTP_PASSWORD:-}')
    assert.lengthOf(files.join('').match(/^ +SMTP_PASSWORD: /gm)!, 1)
  })
})

test.group('Variables', () => {
  test('are read through start/env.ts alone', ({ assert }) => {
    const readers = ['app', 'config', 'commands', 'start', 'database']
      .flatMap(filesIn)
      .filter((path) => path !== 'start/env.ts' && path.endsWith('.ts'))
      .filter((path) => read(path).includes('process.env'))
    assert.isEmpty(readers, 'say it in start/env.ts and ask #start/env')
  })
})
