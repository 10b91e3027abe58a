import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { as } from '#tests/support/as_user'
import { send, sendJSON } from '#tests/support/raw_request'
import { signIn } from '#tests/support/sign_in'
import { resetThrottles } from '#tests/support/throttles'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory } from '#database/factories/task_factory'

/** Gives every object a `role `, which Lucid and Knex take for the column `role`. */
const ATTACK = '{"constructor": {"prototype": {"role ": "admin"}}}'

const VARIATIONS = [
  ATTACK,
  '{"__proto__": {"role ": "admin"}}',
  '{"prototype": 1}',
  '{"\\u0063onstructor": {}}',
  '{" constructor\\t": {}}',
  '{"\\u200bconstructor\\ufeff": {}}',
  '{"a": [{"b": {"constructor": {"prototype": {"is_admin": true}}}}]}',
]

test.group('Prototype pollution', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  for (const metadata of VARIATIONS) {
    test(`keys are refused in JSON: ${metadata}`, async ({ client, assert }) => {
      const user = await UserFactory.create()
      const task = await TaskFactory.merge({ createdById: user.id }).create()
      const { access } = await signIn(client, user)
      const headers = { Authorization: `Bearer ${access}` }

      for (const [method, path, body] of [
        ['PATCH', `/api/tasks/${task.id}/`, `{"metadata": ${metadata}}`],
        ['PUT', `/api/tasks/${task.id}/`, `{"title": "A", "metadata": ${metadata}}`],
        ['POST', '/api/tasks/', `{"title": "A", "metadata": ${metadata}}`],
        ['POST', '/api/task-templates/', `{"name": "A", "title": "A", "metadata": ${metadata}}`],
        ['PATCH', '/api/users/me/', metadata],
      ]) {
        const answer = await sendJSON(path, body, { method, headers })
        assert.equal(answer.status, 400, answer.text)
        assert.equal(answer.body.code, 'forbidden_key')
      }
      await task.refresh()
      assert.deepEqual(task.metadata, {})
      assertUnpolluted(assert)
    })
  }

  test('keys are refused in forms and query strings', async ({ client, assert }) => {
    const { access } = await signIn(client, await UserFactory.create())
    const headers = { Authorization: `Bearer ${access}` }

    for (const name of [
      'a[constructor][prototype][role ]',
      'constructor.prototype.role',
      '__proto__[role]',
      ' constructor ',
      'a%5B__proto__%5D',
    ]) {
      const form = name.includes('%') ? `${name}=admin` : new URLSearchParams({ [name]: 'admin' })
      const posted = await send('/login', { method: 'POST', body: `${form}`, headers: FORM })
      assert.equal(posted.status, 400, name)
      const asked = await send(`/api/tasks/?${form}`, { headers })
      assert.equal(asked.status, 400, name)
      assert.equal(asked.body.errors[0].code, 'forbidden_key', asked.text)
    }
    assertUnpolluted(assert)
  })

  test('stored keys have no effect', async ({ client, assert }) => {
    const [owner, other] = await UserFactory.createMany(2)
    const task = await TaskFactory.merge({ createdById: owner.id }).create()
    await db.from('tasks').where('id', task.id).update({ metadata: ATTACK })

    const renamed = await as(client, owner).patch(`/api/tasks/${task.id}/`, { title: 'Renamed' })
    renamed.assertStatus(200)
    renamed.assertBodyContains({ metadata: JSON.parse(ATTACK) })

    await signIn(client, other)
    await other.refresh()
    assert.equal(other.role, 'member')
    assertUnpolluted(assert)

    const sanitized = await as(client, owner).patch(`/api/tasks/${task.id}/`, {
      metadata: { a: 1 },
    })
    sanitized.assertStatus(200)
    sanitized.assertBodyContains({ metadata: { a: 1 } })
  })

  test('metadata keys are not interpreted by the database layer', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: user.id }).create()

    for (const metadata of [{ isDirty: false, a: 1 }, { isDirty: true }, { toJSON: 'x' }, {}]) {
      const changed = await as(client, user).patch(`/api/tasks/${task.id}/`, { metadata })
      changed.assertStatus(200)
      await task.refresh()
      assert.deepEqual(task.metadata, metadata)
    }
  })
})

test.group('Prototypes of built-in objects', () => {
  test('are frozen against new properties', ({ assert }) => {
    for (const { prototype } of [Object, Function, Array, Map]) {
      assert.throws(() => Object.assign(prototype, { 'role ': 'admin' }), TypeError)
    }
    assertUnpolluted(assert)
  })
})

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }

function assertUnpolluted(assert: { isEmpty(value: unknown): void }) {
  const inherited: string[] = []
  for (const key in {}) inherited.push(key)
  assert.isEmpty(inherited)
}
