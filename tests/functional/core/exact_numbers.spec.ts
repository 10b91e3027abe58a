import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import { IssueTokens } from '#accounts/sessions/actions/issue_tokens'
import { TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'
import { send, sendJSON } from '#tests/support/raw_request'

test.group('Numbers beyond the precision of a double', (group) => {
  let user: User
  let headers: Record<string, string>

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    user = await UserFactory.create()
    const { access } = await new IssueTokens().handle(user)
    headers = { Authorization: `Bearer ${access}` }
  })

  const create = (fields: string) =>
    sendJSON('/api/tasks/', `{"title": "Count", ${fields}}`, { method: 'POST', headers })

  test('are refused at their field, at any depth', async ({ assert }) => {
    const expected = {
      '"metadata": {"ids": [1, 9007199254740993]}': 'metadata.ids.1',
      '"metadata": {"a": {"b": -12345678901234567890}}': 'metadata.a.b',
      '"metadata": {"a": 0.1234567890123456789}': 'metadata.a',
      '"metadata": {"a": 1e-400}': 'metadata.a',
      '"metadata": {"a": 1e400}': 'metadata.a',
      '"parent_task": 9007199254740993': 'parent_task',
      '"team": 9007199254740993': 'team',
      '"estimated_hours": 1.00000000000000000001': 'estimated_hours',
      '"assigned_to": [9007199254740993]': 'assigned_to.0',
    }
    for (const [fields, field] of Object.entries(expected)) {
      const { status, body } = await create(fields)
      assert.equal(status, 422, fields)
      assert.containsSubset(body.errors, [{ field, code: 'number' }])
    }
    for (const query of ['parent_task=9007199254740993', 'team=9007199254740993', 'page=1e400']) {
      const { status } = await send(`/api/tasks/?${query}`, { headers })
      assert.equal(status, 400, query)
    }
  })

  test('are distinguished from exact numbers, which round-trip', async ({ assert }) => {
    const numbers =
      '[9007199254740991, 9007199254740992, 1e21, 0.1, -0.30000000000000004, 1e2, 5e-324]'
    const { status, body, text } = await create(`"metadata": {"numbers": ${numbers}}`)
    assert.equal(status, 201)
    assert.deepEqual(body.metadata.numbers, JSON.parse(numbers))

    const again = await sendJSON(`/api/tasks/${body.id}/`, text.replace(/,"version".*/, '}'), {
      method: 'PATCH',
      headers,
    })
    const faults = again.body.errors.map(({ code }: { code: string }) => code)
    assert.notInclude(faults, 'number', 'our own output is valid input')
  })

  test('are refused in form fields too', async ({ client, assert }) => {
    const task = await TaskFactory.merge({ createdById: user.id }).create()
    for (const metadata of ['{"a": 9007199254740993}', '{"a": 1e400}', '{"a": "\\u0000"}']) {
      const answer = await client
        .patch(`/tasks/${task.id}`)
        .form({ metadata })
        .withCsrfToken()
        .withGuard('web')
        .loginAs(user)
        .header('Accept', 'application/json')
      assert.equal(answer.status(), 422, metadata)
      await task.refresh()
      assert.deepEqual(task.metadata, {})
    }
  })
})
