import { test } from '@japa/runner'
import { eslint } from '#tests/architecture/domains'

/** Lint messages for this code at this path. */
async function lintMessages(filePath: string, code: string) {
  const [result] = await eslint.lintText(code, { filePath })
  return result.messages.filter(({ ruleId }) => ruleId?.startsWith('no-restricted'))
}

test.group('Lint', () => {
  test('allows imports only downwards: {$self}')
    .with([
      'core -> tasks',
      'core -> accounts',
      'jobs -> events',
      'notifications -> operations',
      'accounts -> teams',
      'teams -> tasks',
      'workflow -> tasks',
      'tasks -> search',
      'events -> accounts',
      'tasks -> notifications',
    ])
    .run(async ({ assert }, pair) => {
      const [from, to] = pair.split(' -> ')
      const code = `import type Thing from '#${to}/models/thing'\nexport type It = Thing\n`
      const found = await lintMessages(`app/${from}/models/it.ts`, code)
      assert.lengthOf(found, 1)
      assert.include(found[0].message, 'the arrow is core')

      const back = code.replace(`#${to}`, `#${from}`)
      assert.isEmpty(await lintMessages(`app/${to}/models/it.ts`, back))
    })

  test('keeps sibling domains apart: {$self}')
    .with(['api <> web', 'web <> jobs', 'search <> notifications', 'analytics <> automation'])
    .run(async ({ assert }, pair) => {
      const [one, other] = pair.split(' <> ')
      for (const [from, to] of [
        [one, other],
        [other, one],
      ]) {
        const code = `import type Thing from '#${to}/models/thing'\nexport type It = Thing\n`
        assert.lengthOf(await lintMessages(`app/${from}/models/it.ts`, code), 1, `${from} -> ${to}`)
      }
    })

  test('limits analytics to its own tables', async ({ assert }) => {
    const code = `import type Task from '#tasks/tasks/models/task'\nexport type It = Task\n`
    assert.lengthOf(await lintMessages('app/analytics/queries/it.ts', code), 1)
    assert.isEmpty(
      await lintMessages(
        'app/analytics/queries/it.ts',
        code.replace('#tasks/tasks', '#teams/teams')
      )
    )
  })

  test('limits imports to the domain aliases', async ({ assert }) => {
    for (const path of ['#app/teams/teams/models/team', '../../teams/models/team']) {
      const code = `import Team from '${path}'\nexport default Team\n`
      assert.lengthOf(await lintMessages('app/tasks/tags/models/it.ts', code), 1, path)
    }
  })

  test('limits HTTP to controllers and middleware', async ({ assert }) => {
    const code = `import type { HttpContext } from '@adonisjs/core/http'\nexport type It = HttpContext\n`
    for (const folder of [
      'models',
      'actions',
      'queries',
      'policies',
      'validators',
      'transformers',
    ]) {
      assert.lengthOf(await lintMessages(`app/tasks/tags/${folder}/it.ts`, code), 1, folder)
    }
    assert.isEmpty(await lintMessages('app/tasks/tags/controllers/it_controller.ts', code))
    assert.isEmpty(await lintMessages('app/accounts/sessions/middleware/it_middleware.ts', code))
  })

  test('limits transactions to the functions that join and retry them', async ({ assert }) => {
    const code = `import db from '@adonisjs/lucid/services/db'\nexport const it = () => db.transaction(async () => 1)\n`
    for (const folder of ['actions', 'models', 'queries', 'controllers', 'jobs']) {
      assert.lengthOf(await lintMessages(`app/tasks/tags/${folder}/it.ts`, code), 1, folder)
    }
    assert.lengthOf(await lintMessages('database/bulk/it.ts', code), 1)
    assert.lengthOf(await lintMessages('commands/it.ts', code), 1)
    assert.isEmpty(await lintMessages('app/core/database/transaction.ts', code))
  })

  test('limits controllers to scoped finders', async ({ assert }) => {
    const code = `import Task from '#tasks/tasks/models/task'\nexport const it = (id: number) => Task.find(id)\n`
    const found = await lintMessages('app/tasks/tags/controllers/it_controller.ts', code)
    assert.lengthOf(found, 1)
    assert.include(found[0].message, 'visibleTo')
  })
})
