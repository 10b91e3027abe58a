import fc from 'fast-check'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import Task from '#tasks/tasks/models/task'
import { as } from '#tests/support/as_user'
import { UserFactory } from '#database/factories/user_factory'

const MAX_LENGTH = 50_000

/** Texts that take PostgreSQL's parser several seconds. */
const KNOWN = ['abc_def_ghi_', '~/', '<!--', '_', '-', 'a-', '/.', '<a', '&#', '@a.', '1e+', 'a://']

const character = fc.oneof(
  fc.constantFrom(...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'),
  fc.constantFrom(...['a', 'E', '1', ' ', '\n', 'é', '中', '🌱', '—', '\u0301', '\u200d'])
)
const pattern = fc.string({ unit: character, minLength: 1, maxLength: 4 })

test.group('Long texts', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await db.rawQuery(`set local statement_timeout = '3s'`, [])
  })

  test('of “{text}” are saved and found')
    .with(KNOWN.slice(0, 3).map((text) => ({ text })))
    .run(async ({ client, assert }, { text }) => {
      const user = await UserFactory.create()
      const title = text.repeat(200 / text.length)
      const description = `cactus ${text.repeat((MAX_LENGTH - 7) / text.length)}`
      const created = await as(client, user).post('/api/tasks/', { title, description })
      created.assertStatus(201)

      const changed = await as(client, user).patch(`/api/tasks/${created.body().id}`, {
        description: `${description.slice(0, -1)}x`,
      })
      changed.assertStatus(200)

      const found = await as(client, user).get('/api/tasks/?search=cactus')
      assert.equal(found.body().count, 1)
    })

  test('are indexed quickly, whatever they repeat', async () => {
    const user = await UserFactory.create()
    const task = await Task.create({ title: 'Nap', createdById: user.id })

    for (const text of [...KNOWN, ...fc.sample(pattern, 100)]) {
      const description = text.repeat(Math.floor(MAX_LENGTH / [...text].length))
      await db.rawQuery('update tasks set description = ? where id = ?', [description, task.id])
    }
  }).timeout(120_000)
})
