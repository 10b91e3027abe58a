import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import Tag from '#tasks/tags/models/tag'
import User from '#accounts/users/models/user'
import UserCreate from '#commands/accounts/user_create'
import { as } from '#tests/support/as_user'
import { sendJSON } from '#tests/support/raw_request'
import { signIn } from '#tests/support/sign_in'
import { createTeam } from '#database/factories/team_factory'
import { TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'
import { runCommand } from '#tests/support/run_command'

const REFUSED = {
  'Pay\r\nBcc: all@example.org': 'one_line',
  'Pay\u2028now': 'one_line',
  'invoice\u202efdp.exe': 'one_line',
  '\u200b\u200b': 'invisible',
  '\u2800': 'invisible',
}

test.group('Titles and names', (group) => {
  let admin: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    admin = await UserFactory.apply('admin').create()
  })

  for (const [text, code] of Object.entries(REFUSED)) {
    test(`${JSON.stringify(text)} is refused by the API`, async ({ client, assert }) => {
      const task = await TaskFactory.merge({ createdById: admin.id }).create()
      const team = await createTeam(admin)
      const expected = [
        ['post', '/api/tasks/', { title: text }, 'title'],
        ['patch', `/api/tasks/${task.id}/`, { title: text }, 'title'],
        ['patch', `/api/tasks/${task.id}/`, { tags: ['fine', text] }, 'tags.1'],
        ['post', '/api/tags/', { name: text }, 'name'],
        ['post', '/api/teams/', { name: text }, 'name'],
        ['patch', `/api/teams/${team.id}/`, { name: text }, 'name'],
        ['post', '/api/task-templates/', { name: text, title: 'Fine' }, 'name'],
        ['post', '/api/task-templates/', { name: 'Fine', title: text }, 'title'],
        ['post', '/api/task-templates/', { name: 'Fine', title: 'Fine', tags: [text] }, 'tags.0'],
        ['patch', `/api/users/${admin.id}/`, { first_name: text }, 'first_name'],
        ['patch', `/api/users/${admin.id}/`, { last_name: text }, 'last_name'],
      ] as const
      for (const [method, path, body, field] of expected) {
        const answer = await as(client, admin)[method](path, body)
        assert.equal(answer.status(), 422, `${path} ${field}`)
        assert.deepInclude(
          answer.body().errors.map((fault: any) => ({ field: fault.field, code: fault.code })),
          { field, code }
        )
      }
    })

    test(`${JSON.stringify(text)} is refused by pages and commands`, async ({ client, assert }) => {
      const task = await TaskFactory.merge({ createdById: admin.id, title: 'Fine' }).create()
      const answer = await client
        .patch(`/tasks/${task.id}`)
        .form({ title: text, tags: text })
        .withCsrfToken()
        .withGuard('web')
        .loginAs(admin)
        .header('Accept', 'application/json')
      assert.equal(answer.status(), 422)
      await task.refresh()
      assert.equal(task.title, 'Fine')

      const { exitCode } = await runCommand(UserCreate, [
        '--username=somebody',
        '--email=somebody@example.org',
        `--first-name=${text}`,
      ])
      assert.equal(exitCode, 1)
      assert.isNull(await User.findBy('username', 'somebody'))
    })
  }

  test('are normalized to NFC and trimmed', async ({ client, assert }) => {
    const made = await as(client, admin).post('/api/tasks/', {
      title: '  Un  cafe\u0301 👩‍👩‍👧 ❤️\t(\u200fא) ',
      description: ' cafe\u0301\u200b\r\n',
    })
    made.assertStatus(201)
    assert.equal(made.body().title, 'Un  café 👩‍👩‍👧 ❤️\t(\u200fא)')
    assert.equal(made.body().description, ' cafe\u0301\u200b\r\n')
  })

  test('with endless combining marks are refused without delay', async ({ client, assert }) => {
    // Normalizing all of them would block the process for a minute.
    const marks = (count: number) => `a${'\u0301\u0323'.repeat(count / 2)}`
    const begun = performance.now()
    const body = { title: marks(300_000), tags: [marks(200_000)] }
    const task = await as(client, admin).post('/api/tasks/', body)
    const form = await client
      .post('/register')
      .form({ first_name: marks(150_000) })
      .withCsrfToken()
      .header('Accept', 'application/json')

    assert.isBelow(performance.now() - begun, 10_000)
    for (const [answer, field] of [
      [task, 'title'],
      [task, 'tags.0'],
      [form, 'first_name'],
    ] as const) {
      assert.equal(answer.status(), 422)
      assert.deepInclude(
        answer.body().errors.map((fault: any) => ({ field: fault.field, code: fault.code })),
        { field, code: 'max_length' }
      )
    }
  })

  test('are measured after normalization', async ({ client, assert }) => {
    const { access } = await signIn(client, admin)
    // The longest canonical decomposition: four code points for one.
    const title = '\u1f82'.repeat(200)
    const made = await sendJSON(
      '/api/tasks/',
      JSON.stringify({ title: `${' '.repeat(5_000)}${title.normalize('NFD')}` }),
      { headers: { Authorization: `Bearer ${access}` } }
    )
    assert.equal(made.status, 201)
    assert.equal(made.body.title, title)
  })

  test('of tags are unique across normalization forms and case', async ({ client, assert }) => {
    const made = await as(client, admin).post('/api/tasks/', {
      title: 'Sip',
      tags: ['cafe\u0301', 'café', 'CAFE\u0301'],
    })
    assert.deepEqual(
      made.body().tags.map(({ name }: { name: string }) => name),
      ['café']
    )
    const again = await as(client, admin).post('/api/tags/', { name: 'Cafe\u0301' })
    again.assertStatus(422)
    again.assertBodyContains({ errors: [{ field: 'name', code: 'unique' }] })
    assert.lengthOf(await Tag.query(), 1)

    for (const word of ['cafe\u0301', 'café', 'CAFE\u0301']) {
      const listed = await as(client, admin).get(`/api/tasks/?tags=${encodeURIComponent(word)}`)
      assert.equal(listed.body().count, 1, word)
      const found = await as(client, admin).get(`/api/tags/?search=${encodeURIComponent(word)}`)
      assert.equal(found.body().count, 1, word)
    }
  })

  test('of teams and users are found across normalization forms and case', async ({
    client,
    assert,
  }) => {
    const name = (text: string) => as(client, admin).post('/api/teams/', { name: text })
    const first = await name('Cafe\u0301')
    first.assertStatus(201)
    assert.equal(first.body().name, 'Café')
    const second = await name('café')
    second.assertStatus(422)

    await as(client, admin).patch(`/api/users/${admin.id}/`, { first_name: 'Zoe\u0308' })
    for (const word of ['zoë', 'Zoe\u0308']) {
      const found = await as(client, admin).get(`/api/users/?search=${encodeURIComponent(word)}`)
      assert.equal(found.body().count, 1, word)
    }
  })
})
