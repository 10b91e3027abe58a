import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import type { LucidModel } from '@adonisjs/lucid/types/model'
import { notDeleted } from '#core/models/mixins/soft_deletes'
import { filesIn } from '#tests/architecture/source'
import { domainOf, hasRank, mayUse } from '#tests/architecture/domains'
import { tablesNamedIn, tablesNamedInCode } from '#tests/architecture/tables'

/** Tables without a model. */
const WITHOUT_MODEL: Record<string, string> = {
  adonis_schema: 'operations',
  adonis_schema_versions: 'operations',
  auth_access_tokens: 'accounts',
  event_log: 'events',
  event_positions: 'events',
  task_tags: 'tasks',
}

const sources = filesIn('app').filter((path) => path.endsWith('.ts'))

async function allModels(): Promise<[path: string, model: LucidModel][]> {
  const models: [string, LucidModel][] = []
  for (const path of sources.filter((file) => /\/models\/\w+\.ts$/.test(file))) {
    const { default: model } = (await import(app.makeURL(path).href)) as { default?: LucidModel }
    model?.boot?.()
    if (model?.table) models.push([path, model])
  }
  return models
}

/** Which domain owns which table. */
async function ownersOfTables(): Promise<Map<string, string>> {
  const owners = new Map(Object.entries(WITHOUT_MODEL))
  for (const [path, { table }] of await allModels()) owners.set(table, domainOf(path))
  return owners
}

test.group('Relations', () => {
  test('exclude soft-deleted rows', async ({ assert }) => {
    const found: string[] = []
    for (const [path, { $relationsDefinitions: relations }] of await allModels()) {
      for (const [name, relation] of relations) {
        if (!('queryWithDeleted' in relation.relatedModel())) continue
        const { onQueryHook } = relation as unknown as { onQueryHook: unknown }
        assert.strictEqual(onQueryHook, notDeleted.onQuery, `${name} of ${path}`)
        found.push(name)
      }
    }
    assert.isNotEmpty(found)
  })
})

test.group('Tables', () => {
  test('have exactly one owning domain', async ({ assert }) => {
    const owners = await ownersOfTables()
    assert.sameMembers([...owners.keys()], await db.connection().getAllTables(['public']))
    for (const domain of owners.values()) assert.isTrue(await hasRank(domain), domain)
  })

  test('are used only by their domain and higher ones', async ({ assert }) => {
    const owners = await ownersOfTables()
    const tables = [...owners.keys()]
    const breaches: string[] = []
    for (const path of sources) {
      for (const table of tablesNamedIn(path, tables)) {
        const owner = owners.get(table)!
        if (!(await mayUse(domainOf(path), owner))) breaches.push(`${path}: ${table} of ${owner}`)
      }
    }
    assert.deepEqual(breaches, [], 'let the higher domain register what the lower one needs')
  })

  test('are found in SQL: {$self}')
    .with([
      "db.from('tasks').where('id', 1)",
      "trx.from('tasks as t')",
      "db.table('tasks').insert({})",
      "query.join('tasks', 'tasks.id', 'task_id')",
      "query.leftJoin('tasks', (join) => join)",
      "db.rawQuery('select 1 from tasks')",
      'db.rawQuery(`update "tasks" set title = ?`)',
      'client.query(`select * from teams, tasks where ${condition}`)',
      'query.whereRaw(`exists (select from tasks where user_id = ${id})`)',
      "query.where('tasks.team_id', 1)",
      "query.select('tasks.*')",
    ])
    .run(({ assert }, code) => {
      assert.isTrue(tablesNamedInCode(code, ['tasks']).has('tasks'))
    })

  test('are not found in prose, paths or longer words: {$self}')
    .with([
      "router.get('/tasks')",
      "import Task from '#tasks/tasks/models/task'",
      "const noun = 'tasks'",
      "db.from('subtasks')",
      '// select from tasks\nconst a = 1',
      "router.resource('tasks', controllers.tasks.Tasks)",
    ])
    .run(({ assert }, code) => {
      assert.isEmpty(tablesNamedInCode(code, ['tasks']))
    })
})
