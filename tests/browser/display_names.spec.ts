import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { signedInPage } from '#tests/support/browser'
import { resetThrottles } from '#tests/support/throttles'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'
import { AddComment } from '#tasks/comments/actions/add_comment'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { userActor } from '#accounts/users/actor'

const WITH_NAME = 'Ada Lovelace'
const WITHOUT = 'plain_ben'

async function setUp() {
  const ada = await UserFactory.merge({
    username: 'countess',
    firstName: 'Ada',
    lastName: 'Lovelace',
  }).create()
  const ben = await UserFactory.merge({ username: WITHOUT }).create()
  const team = await createTeam(ada, [[ben, 'member']])

  const task = await TaskFactory.merge({ createdById: ada.id, teamId: team.id }).create()
  const part = { createdById: ben.id, teamId: team.id, parentTaskId: task.id }
  await assign(await TaskFactory.merge(part).create(), ada)
  await new UpdateTask().handle(userActor(ada), task, { assignedTo: [ada.id, ben.id] })
  for (const user of [ada, ben])
    await new AddComment().handle(userActor(user), task, { body: 'Done soon' })
  return { ada, ben, task }
}

test.group('Display names', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('are the full name, or the username without one', async ({ browserContext, assert }) => {
    const { ben, task } = await setUp()
    const page = await signedInPage(browserContext, ben)
    for (const path of ['/tasks', `/tasks/${task.id}`, `/tasks/${task.id}/edit`]) {
      await page.goto(path)
      const text = (await page.locator('body').textContent())!

      assert.include(text, WITH_NAME, path)
      assert.include(text, WITHOUT, path)
      assert.notMatch(text.replaceAll('@countess', ''), /countess|@plain_ben/, path)
      assert.isNull(await page.$('[title*=countess], [aria-label*=countess]'), path)
    }

    await page.goto(`/tasks/${task.id}`)
    for (const words of ['Created by Ada Lovelace', 'assigned Ada Lovelace, plain_ben']) {
      assert.include((await page.locator('main').innerText()).replace(/\s+/g, ' '), words)
    }
    await page.assertExists('[aria-label="Comment by Ada Lovelace"]')
  })

  test('are shown in choices, together with the username for mentions', async ({
    browserContext,
    assert,
  }) => {
    const { ada, ben, task } = await setUp()
    const page = await signedInPage(browserContext, ben)
    for (const path of ['/tasks', `/tasks/${task.id}`, `/tasks/${task.id}/edit`]) {
      await page.goto(path)
      const choice = page.locator('.choice', { has: page.locator(`[value="${ada.id}"]`) }).first()
      const text = (await choice.textContent())!.replace(/\s+/g, ' ').trim()
      assert.isTrue(text.endsWith('Ada Lovelace @countess'), `${path}: ${text}`)
    }
  })

  test('reflect a changed name', async ({ browserContext, assert }) => {
    const { ada, ben, task } = await setUp()
    await ada.merge({ firstName: 'Augusta', lastName: 'King' }).save()
    await ben.merge({ username: 'benjamin' }).save()
    const page = await signedInPage(browserContext, ben)
    await page.goto(`/tasks/${task.id}`)

    const told = await page.locator('.history').innerText()
    assert.match(told, /Augusta King[\s\S]*assigned Augusta King, benjamin/)
    assert.notMatch(told, /Ada|plain_ben/)
  })
})
